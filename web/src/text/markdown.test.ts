import { describe, expect, it } from "vitest";

import { leads, parseMarkdown, type Node } from "./markdown";

/** As a reader of tests sees it: "p(one strong(two))". */
function shape(nodes: readonly Node[]): string {
  return nodes.map((node) => ("text" in node ? node.text : `${node.tag}${node.href ? `<${node.href}>` : ""}(${shape(node.children)})`)).join("");
}
const md = (text: string): string => shape(parseMarkdown(text));

describe("Markdown", () => {
  it("knows what people write", () => {
    expect(md("one **two** _three_ ~~four~~ `five`")).toBe("p(one strong(two) em(three) s(four) code(five))");
    expect(md("# Head\n\n- a\n- b\n  1. c")).toBe("h3(Head)ul(li(a)li(bol(li(c))))");
    expect(md("a\nb")).toBe("p(abr()b)");
    expect(md("```\n<b>&amp;\n```")).toBe("pre(code(<b>&amp;\n))");
    expect(md("> q")).toBe("blockquote(p(q))");
    expect(md("| a | b |\n|---|---|\n| 1 | 2 |")).toBe("table(thead(tr(th(a)th(b)))tbody(tr(td(1)td(2))))");
    expect(md("- [x] done\n- [ ] open")).toMatch(/ul\(li\(☑ .*done\)li\(☐ .*open\)\)/);
    expect(md("5 &lt; 6 &amp;&#33;")).toBe("p(5 < 6 &!)");
  });

  it("leads to the web, to mail and into Trivet, and nowhere else", () => {
    expect(md("[a](https://example.org/x?y=1) <https://example.org> www.example.org")).toContain("a<https://example.org/x?y=1>(a)");
    expect(md("[a](/items/1) [b](mailto:a@b.c)")).toBe("p(a</items/1>(a) a<mailto:a@b.c>(b))");
    for (const address of ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\nscript:alert(1)", "data:text/html,<script>", "vbscript:x", "//evil.example", "\\\\evil.example", "/\\evil.example", "http:evil", "file:///etc/passwd", "blob:x", " javascript:x", "\u0001javascript:x", "https:///x", "x:y"])
      expect(leads(address), address).toBeNull();
    for (const link of ["[a](javascript:alert(1))", "[a](java&#115;cript:alert(1))", "[a](&#x6A;avascript:alert(1))", "[a](javascript&colon;alert(1))", "[a](<java\tscript:alert(1)>)", "<javascript:alert(1)>", "[a]: javascript:alert(1)\n[a]", "![a](javascript:alert(1))"])
      expect(md(link), link).not.toContain("a<");
    expect(md("![p](https://example.org/p.png)")).toBe("p(a<https://example.org/p.png>(p))");
  });

  it("leaves markup as text", () => {
    expect(md("<script>alert(1)</script>")).toBe("p(<script>alert(1)</script>)");
    expect(md("a <img src=x onerror=alert(1)> b")).toBe("p(a <img src=x onerror=alert(1)> b)");
  });

  it("reads the longest text that a field takes quickly, whatever is written", () => {
    let slowest = 0;
    const pieces = ["*a ", "[", "> ", "`", "_a_*", "![[](", "<a ", "- ", "**a__", "&#", "[a](", "a@", "http://", "~~a", "|a|-\n", "\n", " ", "[r]: x\n[r]", "<!--", "\\\n"];
    const bombs = pieces.map((piece) => piece.repeat(25_000).slice(0, 49_999) + "a");
    bombs.push(Array.from({ length: 300 }, (_, n) => "`".repeat(n + 1) + " ").join(""), Array.from({ length: 220 }, (_, n) => " ".repeat(n * 2) + "- a").join("\n"));
    for (const bomb of bombs) {
      const began = performance.now();
      parseMarkdown(bomb);
      slowest = Math.max(slowest, performance.now() - began);
    }
    expect(slowest).toBeLessThan(20_000);
  });
});
