/** What of its surroundings a chart's templates ask for. */
export interface Traits {
  /** Whether it could render differently the next time: rendering it twice is worth the while only then. */
  readonly varies: boolean;
  /** Whether it asks for the cluster's APIs; if not, clusters with different ones share what it renders. */
  readonly readsApis: boolean;
}

/** Functions of Helm's templates whose result is another one each time (https://helm.sh/docs/chart_template_guide/function_list). */
const luck =
  /\b(rand(AlphaNum|Alpha|Numeric|Ascii|Bytes|Int)|shuffle|uuidv4|now|gen(CA|CAWithKey|SelfSignedCert|SelfSignedCertWithKey|SignedCert|SignedCertWithKey|PrivateKey)|htpasswd|bcrypt|encryptAES)\b/;
/** A subchart that is packed once more, into which nobody can look. */
const packed = /\/charts\/[^/\0]+\.tgz\0/;

/** @param archive of a chart */
export function traitsOf(archive: Buffer): Traits {
  // Loaded when it is needed: every run of the core would pay for an import.
  const { gunzipSync } = process.getBuiltinModule('node:zlib');
  const text = gunzipSync(archive).toString('latin1');
  if (packed.test(text)) return anything;
  return { varies: luck.test(text), readsApis: text.includes('APIVersions') };
}

const anything: Traits = { varies: true, readsApis: true };

/** The same with a release's values, which are templates, too, where a chart hands them to `tpl`. */
export const traitsWith = (traits: Traits, values: unknown): Traits =>
  JSON.stringify(values).includes('{{') ? anything : traits;
