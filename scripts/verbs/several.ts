/**
 * Lets a flag take several values (`--manifests a b --manifests -`), where yargs lets either the last one win or makes lists of every
 * flag, and takes `-` for no value at all. They become one, joined by what no path holds.
 *
 * @param flag such as `--manifests`
 */
export function joined(argv: readonly string[], flag: string): string[] {
  const rest: string[] = [];
  const values: string[] = [];
  for (let at = 0; at < argv.length; at++) {
    const word = argv[at] ?? '';
    if (word.startsWith(`${flag}=`)) values.push(word.slice(flag.length + 1));
    else if (word !== flag) rest.push(word);
    else {
      const before = values.length;
      for (let next = argv[at + 1]; next === '-' || next?.startsWith('-') === false; next = argv[at + 1]) {
        values.push(next);
        at++;
      }
      // Without a value it stays, and yargs says what is missing.
      if (values.length === before) rest.push(word);
    }
  }
  return values.length === 0 ? rest : [...rest, `${flag}=${values.join('\0')}`];
}

/** The values of such a flag. */
export const separated = (value: string): readonly string[] => value.split('\0');
