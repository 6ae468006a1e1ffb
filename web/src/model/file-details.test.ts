import { expect, test } from "vitest";

import { fileDetails, inWords } from "./file-details";

const words = (item: unknown, project: unknown = null) => fileDetails(item, project).map(({ label, value }) => `${label}: ${value}`);

test("a custom field of MS Project has the name that somebody gave it", () => {
  const project = {
    mspdi: [
      ["ExtendedAttributes", [["ExtendedAttribute", [["FieldID", "188743731"], ["FieldName", "Text1"], ["Alias", "Contractor"]]], ["ExtendedAttribute", [["FieldID", "188743734"], ["FieldName", "Text2"]]]]],
      ["OutlineCodes", [["OutlineCode", [["FieldID", "1"], ["Alias", "Trade"], ["Values", [["Value", [["ValueID", "3"], ["Value", "CIV"], ["Description", "Civil"]]]]]]]]],
    ],
  };
  const item = {
    mspdi: [
      ["Priority", "700"],
      ["ExtendedAttribute", [["FieldID", "188743731"], ["Value", "ACME"]]],
      ["ExtendedAttribute", [["FieldID", "188743734"], ["Value", "x"]]],
      ["ExtendedAttribute", [["FieldID", "9"], ["Value", "unnamed"]]],
      ["OutlineCode", [["FieldID", "1"], ["ValueID", "3"]]],
      ["Baseline", [["Number", "0"]]],
    ],
  };
  expect(words(item, project)).toEqual(["Contractor: ACME", "Text2: x", "9: unnamed", "Trade: Civil", "Priority: 700"]);
});

test("codes and user defined fields of P6 are named by their types, in both formats", () => {
  const xer = {
    xer: [
      ["ACTVTYPE", [["actv_code_type_id", "5"], ["actv_code_type", "Phase"]]],
      ["ACTVCODE", [["actv_code_id", "12"], ["actv_code_type_id", "5"], ["actv_code_name", "Design"]]],
      ["UDFTYPE", [["udf_type_id", "3"], ["udf_type_label", "Drawing"]]],
    ],
  };
  const task = {
    xer: [
      ["TASK", [["task_code", "A1000"]]],
      ["TASKACTV", [["task_id", "7"], ["actv_code_type_id", "5"], ["actv_code_id", "12"]]],
      ["UDFVALUE", [["udf_type_id", "3"], ["fk_id", "7"], ["udf_text", "D-1"]]],
      ["TASKPROC", [["proc_name", "Check"]]],
    ],
  };
  expect(words(task, xer)).toEqual(["Phase: Design", "Drawing: D-1", "Step: Check", "Task code: A1000"]);
  const pmxml = {
    pmxml: [
      ["ActivityCodeType", [["Name", "Phase"], ["ObjectId", "5"]]],
      ["ActivityCode", [["CodeValue", "D"], ["ObjectId", "12"]]],
      ["UDFType", [["ObjectId", "3"], ["Title", "Drawing"]]],
    ],
  };
  const activity = { pmxml: [["Activity", [["Id", "A1"], ["Code", [["TypeObjectId", "5"], ["ValueObjectId", "12"]]], ["UDF", [["TextValue", "D-1"], ["TypeObjectId", "3"]]]]]] };
  expect(words(activity, pmxml)).toEqual(["Phase: D", "Drawing: D-1", "Id: A1"]);
});

test("what was never in a file, or looks like nothing of it, says nothing", () => {
  expect(words(null)).toEqual([]);
  expect(words({ mspdi: "x" }, 5)).toEqual([]);
  expect(words({ mspdi: [["Priority", ""]] })).toEqual([]);
  expect(inWords("HyperlinkAddress")).toBe("Hyperlink address");
});
