/** A fenced block of a Markdown text. */
export interface Block {
  readonly language: string;
  readonly text: string;
  /** The line of its first fence. */
  readonly line: number;
  /** The file that its first line says it is, such as `// environments/qa.ts`. */
  readonly file: string | undefined;
}

/** The fenced blocks of a Markdown text, and the text without them, line by line as it was. */
export function read(markdown: string): { readonly blocks: readonly Block[]; readonly prose: string } {
  const blocks: Block[] = [];
  const lines = markdown.split('\n');
  const prose = [...lines];
  for (let at = 0; at < lines.length; at++) {
    const language = /^```(\w*)$/.exec(lines[at] ?? '')?.[1];
    if (language === undefined) continue;
    const end = lines.indexOf('```', at + 1);
    if (end < 0) throw new Error(`the block that begins in line ${at + 1} does not end`);
    const inside = lines.slice(at + 1, end);
    const file = /^(?:\/\/|#) ([\w.-]+(?:\/[\w.-]+)+)$/.exec(inside[0] ?? '')?.[1];
    const text = `${inside.slice(file === undefined ? 0 : 1).join('\n')}\n`;
    blocks.push({ language, text, line: at + 1, file });
    prose.fill('', at, end + 1);
    at = end;
  }
  return { blocks, prose: prose.join('\n') };
}
