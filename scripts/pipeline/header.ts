/** The first line of a file of ours. A file without it is not ours, and is never changed or deleted. */

const sentence = (from: string): string =>
  `Written by Millwright from ${from}. Change that file and run \`npm run synth\`.`;

/** The header of a YAML file. */
export const yamlHeader = (from: string): string => `# ${sentence(from)}\n`;

const headers = [
  /^# Written by Millwright from /,
  /^<!-- Written by Millwright from /,
  /^\/\/ Written by Millwright from /,
];

/** What git puts at the beginning of a file whose first line both sides of a merge changed. */
const conflict = /^<{7}( |$)/m;

/** Whether a file's text says that it is ours, also when a merge has left its marks in it. */
export function isOurs(text: string): boolean {
  const first = text.slice(0, 200);
  if (headers.some((header) => header.test(first))) return true;
  return conflict.test(text) && text.split('\n').some((line) => headers.some((header) => header.test(line)));
}
