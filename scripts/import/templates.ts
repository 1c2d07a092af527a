/** Reads which values a chart's templates use. Only a chart's archive has them; `helm show` does not. */

type Path = readonly string[];

const path = String.raw`\$?\.Values((?:\.[A-Za-z_]\w*)+)`;
/** Nothing of the path follows, nor another argument. */
const end = String.raw`(?=\s*(?:[|)}]|-\}\}))`;
const print = '(?:toYaml|toJson|toPrettyJson|toToml)';

/** Ways to take a value as a whole, so that it may hold any key: printed, walked over, or handed to what prints it. */
const wholes = [
  String.raw`${print}\s+\(?${path}${end}`,
  String.raw`${path}\s*\|\s*${print}\b`,
  String.raw`range\s+(?:\$\w+\s*,\s*)?\$\w+\s*:=\s*${path}${end}`,
  String.raw`"value"\s+${path}(?!\.)\b`,
  String.raw`with\s+${path}\s*-?\}\}[^{]*\{\{-?\s*(?:tpl\s*\(\s*)?toYaml\s+\.${end}`,
].map((text) => new RegExp(text, 'g'));

/** Ways to take what is left of a value, besides the keys that templates look at. */
const rests = [
  String.raw`omit\s+${path}\s`,
  String.raw`mergeOverwrite\s+\S+\s+${path}${end}`,
  String.raw`index\s+\$?\.Values((?:\s+"[^"]+")+)\s+\$`,
  String.raw`range\s+(?:\$\w+\s*,\s*)?\$\w+\s*:=\s*index\s+\$?\.Values((?:\s+"[^"]+")+)`,
].map((text) => new RegExp(text, 'g'));

const reference = new RegExp(path, 'g');
const indexed = /index\s+\$?\.Values((?:\s+"[^"]+")+)/g;

/** Paths that templates name, and those that may hold any key for all they do with it. */
export interface Used {
  readonly named: readonly Path[];
  readonly whole: readonly Path[];
}

/** @param texts of the files in `templates/` */
export function used(texts: readonly string[]): Used {
  const all = texts.map((text) => text.replaceAll(/\{\{-?\s*\/\*[\s\S]*?\*\/\s*-?\}\}/g, ''));
  const found = (ways: readonly RegExp[]): readonly Path[] => {
    const keys = ways.flatMap((way) => all.flatMap((text) => [...text.matchAll(way)].map(([, match = '']) => match)));
    return [...new Set(keys)].map(keysOf);
  };
  const named = found([reference, indexed]);
  // A map that templates also look into has keys of its own, however else they pass it around.
  const looked = new Set(named.flatMap((keys) => keys.slice(1).map((_, end) => keys.slice(0, end + 1).join('\0'))));
  const whole = found(wholes).filter((keys) => !looked.has(keys.join('\0')));
  return { named, whole: [...whole, ...found(rests)] };
}

/** `.a.b`, or `"a" "b"` as `index` takes it. */
const keysOf = (text: string): Path =>
  text.includes('"') ? [...text.matchAll(/"([^"]+)"/g)].map(([, key = '']) => key) : text.slice(1).split('.');
