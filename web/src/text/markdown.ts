/* Markdown as a tree that the page makes elements of: the one way from a text that somebody typed to elements.
 *
 * No HTML is written or parsed anywhere on it, so nothing has to be cleaned afterwards: a tag is one of this file's own
 * words, an attribute one of the few below, and markup in the text stays text. Pictures become links: what is shown
 * loads nothing from elsewhere. markdown-it reads: its time grows with the length of the text, whatever is in it. */
import MarkdownIt from "markdown-it";

type Token = ReturnType<typeof reader.parse>[number];

const tags = ["p", "h3", "h4", "h5", "h6", "strong", "em", "s", "code", "pre", "blockquote", "ul", "ol", "li", "a", "br", "hr", "table", "thead", "tbody", "tr", "th", "td"] as const;
export type Tag = (typeof tags)[number];

export interface Text {
  text: string;
}
export interface Element {
  tag: Tag;
  /** Of a link: an address that leads() lets through. */
  href?: string;
  start?: number;
  children: Node[];
}
export type Node = Text | Element;

const reader = new MarkdownIt({ html: false, linkify: true, breaks: true, maxNesting: 24 });
reader.validateLink = () => true; // leads() decides

/* The page's own headings are above those of a text. */
const lowered: Record<string, Tag> = { h1: "h3", h2: "h4", h3: "h5", h4: "h6", h5: "h6", h6: "h6" };

function tagOf(token: Token): Tag {
  return lowered[token.tag] ?? tags.find((tag) => tag === token.tag) ?? "p";
}

/** The address if a link may lead there: the web, mail, or a place in Trivet; else null. */
export function leads(address: string): string | null {
  const href = address.trim();
  // eslint-disable-next-line no-control-regex
  if (/[\u0000-\u0020\u007f\\]/.test(href)) return null;
  if (/^(https?:\/\/|mailto:)[^/]/i.test(href)) return href;
  return /^(\/(?!\/)|#)/.test(href) ? href : null;
}

function element(tag: Tag, children: Node[] = []): Element {
  return { tag, children };
}

/* What opens: an element whose children follow, or null where they stand by themselves. */
function opened(token: Token): Element | null {
  if (token.hidden) return null;
  const made = element(tagOf(token));
  if (token.tag === "a") {
    const href = leads(String(token.attrGet("href") ?? ""));
    return href === null ? null : { ...made, href };
  }
  const start = token.attrGet("start");
  return start === null ? made : { ...made, start: Number(start) };
}

function picture(token: Token): Node {
  const text = token.content || String(token.attrGet("src"));
  const href = leads(String(token.attrGet("src") ?? ""));
  return href === null ? { text } : { tag: "a", href, children: [{ text }] };
}

function single(token: Token): Node[] {
  if (token.type === "inline") return nodes(token.children ?? []);
  if (token.type === "fence" || token.type === "code_block") return [element("pre", [element("code", [{ text: token.content }])])];
  if (token.type === "code_inline") return [element("code", [{ text: token.content }])];
  if (token.type === "hardbreak" || token.type === "softbreak") return [element("br")];
  if (token.type === "hr") return [element("hr")];
  if (token.type === "image") return [picture(token)];
  return token.content === "" ? [] : [{ text: token.content }];
}

/* Tokens come in a row: +1 opens, -1 closes. */
function nodes(tokens: readonly Token[]): Node[] {
  const whole: Node[] = [];
  const open: Node[][] = [whole];
  for (const token of tokens) {
    const here = open.at(-1)!;
    if (token.nesting > 0) {
      const made = opened(token);
      if (made) here.push(made);
      open.push(made ? made.children : here);
    } else if (token.nesting < 0) open.pop();
    else here.push(...single(token));
  }
  return whole;
}

/** "[x] done" at the beginning of a list's item. */
function ticked(node: Node): Node {
  if ("text" in node) return node;
  const [first] = node.children;
  const box = node.tag === "li" && first && "text" in first ? /^\[([ xX])\] /.exec(first.text) : null;
  if (box && first && "text" in first) first.text = (box[1] === " " ? "☐ " : "☑ ") + first.text.slice(4);
  node.children.forEach(ticked);
  return node;
}

export function parseMarkdown(text: string): Node[] {
  return nodes(reader.parse(text, {})).map(ticked);
}
