/**
 * Secrets that say what they are. Prefixes and lengths: gitleaks v8, config/gitleaks.toml, and the documentation of whoever issues
 * them. An entry's pattern needs no word boundary before it: `scan` wants one.
 */
const tokens: Readonly<Record<string, string>> = {
  'an AWS access key': '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Z0-9])',
  'an age key': 'AGE-SECRET-KEY-1[0-9A-Z]{20,}',
  'an Anthropic key': 'sk-ant-[\\w-]{20,}',
  'an Atlassian token': 'AT(?:ATT|CTT)3[\\w=-]{20,}',
  'an Azure storage key': 'AccountKey=[A-Za-z0-9+/]{40,}={0,2}',
  'an Azure shared key': 'SharedAccessKey=[A-Za-z0-9+/]{20,}={0,2}',
  'a Databricks token': 'dapi[a-f0-9]{32}',
  'a DigitalOcean token': 'do[opr]_v1_[a-f0-9]{64}',
  'a Discord webhook': 'https://discord(?:app)?\\.com/api/webhooks/\\d+/[\\w-]{20,}',
  'a Docker Hub token': 'dckr_(?:pat|oat)_[\\w-]{20,}',
  'a Doppler token': 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{20,}',
  'a GitHub token': 'gh[pousr]_[A-Za-z0-9]{20,}|github_pat_\\w{20,}',
  'a GitLab token': 'gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|soat|agent|oas)-[\\w.-]{20,}',
  'a Google API key': 'AIza[\\w-]{35}',
  'a Google client secret': 'GOCSPX-[\\w-]{20,}',
  'a Google access token': 'ya29\\.[\\w-]{20,}',
  'a Grafana token': 'glsa_[A-Za-z0-9]{32}_[a-fA-F0-9]{8}|glc_[A-Za-z0-9+/]{32,}',
  'a JSON web token': 'ey[A-Za-z0-9_-]{10,}\\.ey[A-Za-z0-9_-]{10,}\\.[\\w-]{10,}',
  'a Linear key': 'lin_api_[A-Za-z0-9]{40}',
  'a New Relic key': 'NRAK-[A-Z0-9]{27}',
  'an npm token': 'npm_[A-Za-z0-9]{36}',
  'an OpenAI key': 'sk-(?:proj|svcacct|admin)-[\\w-]{20,}|sk-\\w{20}T3BlbkFJ\\w{20}',
  'a PyPI token': 'pypi-[\\w-]{50,}',
  'a SendGrid key': 'SG\\.[\\w-]{22}\\.[\\w-]{43}',
  'a Shopify token': 'shp(?:at|ca|pa|ss)_[a-fA-F0-9]{32}',
  'a Slack token': 'xox[abeoprs]-[\\w-]{10,}|xapp-\\d-[\\w-]{20,}',
  'a Slack webhook': 'https://hooks\\.slack\\.com/(?:services|workflows|triggers)/[\\w/]{30,}',
  'a Stripe key': '(?:sk|rk)_(?:live|test|prod)_[A-Za-z0-9]{10,}',
  'a Tailscale key': 'tskey-[\\w-]{20,}',
  'a Teams webhook': 'https://[\\w.-]+\\.webhook\\.office\\.com/webhookb2/[\\w@/-]{30,}',
  'a Telegram token': '\\d{8,10}:AA[\\w-]{33}',
  'a Terraform token': '\\w{14}\\.atlasv1\\.[\\w-]{40,}',
  'a Twilio key': 'SK[a-f0-9]{32}',
  'a Vault token': 'hv[sbr]\\.[\\w-]{20,}',
  'a private key': '-----BEGIN[ A-Z0-9]* PRIVATE KEY(?: BLOCK)?-----',
  'a hash of a password':
    '\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{53}|\\$(?:apr1|1|5|6)\\$[./A-Za-z0-9]{1,16}\\$[./A-Za-z0-9]{22,}|\\$argon2(?:id|i|d)\\$[\\w=,$+/]{20,}',
};

/** Before a token stands nothing that could be a part of it. */
const BEFORE = '(?<![A-Za-z0-9_])';

/** One pattern for all: a text is looked through once, and only a hit asks which it was. */
const any = new RegExp(`${BEFORE}(?:${Object.values(tokens).join('|')})`);
const each = Object.entries(tokens).map(([kind, pattern]) => ({ kind, pattern: new RegExp(`^(?:${pattern})`) }));

/** What every one of them has: a long word. Most texts have none. */
const long = /[\w+=-]{15}|-----BEGIN/;

/** A token in a text, as messages may show it. */
export interface Token {
  /** `a GitHub token` */
  readonly kind: string;
  /** How it begins, which is the same for all of its kind; nothing for what has no such beginning. */
  readonly prefix: string | undefined;
  readonly length: number;
}

/** The first token in a text. What is one character over and over stands for a token in an example. */
export function tokenIn(text: string): Token | undefined {
  if (!long.test(text)) return undefined;
  const found = any.exec(text)?.[0];
  if (found === undefined || /(.)\1{9}/.test(found.replace(/^-+BEGIN|-+$/g, ''))) return undefined;
  const kind = each.find(({ pattern }) => pattern.test(found))?.kind ?? 'a token';
  return {
    kind,
    prefix: /^[A-Za-z]{2,4}[_.-]|^(?:AKIA|ASIA|AIza|eyJ)/.exec(found)?.[0]?.slice(0, 4),
    length: found.length,
  };
}

/** An address with a password, as in `scheme://user:password@host`; the password in a group of its own. */
const address = /\b[a-z][a-z0-9+.-]*:\/\/[^\s/:@"'<>]*:([^\s/@"'<>]+)@/i;

/** The password in an address, if it is written out. */
export function passwordInAddress(text: string): string | undefined {
  if (!text.includes('://')) return undefined;
  const found = address.exec(text)?.[1];
  return found === undefined || /^(?:\$|%[({]|\{\{|\*+$|[xX]+$)/.test(found) ? undefined : found;
}
