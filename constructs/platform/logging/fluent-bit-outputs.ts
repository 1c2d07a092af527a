import * as v from 'valibot';
import { shapes, type Url } from '../../model/option.ts';

/** Where Fluent Bit sends logs. Credentials are never here: it reads them from a Secret with values from the store. */
export type LogDestination =
  | { readonly kind: 'splunk'; readonly url: Url; readonly index?: string | undefined }
  | {
      readonly kind: 'elasticsearch' | 'opensearch';
      readonly url: Url;
      readonly index?: string | undefined;
      readonly login?: boolean | undefined;
    }
  | {
      readonly kind: 'loki';
      readonly url: Url;
      readonly tenant?: string | undefined;
      readonly login?: boolean | undefined;
    };

interface SearchSettings {
  readonly index?: string;
  readonly login?: boolean;
}

/**
 * Splunk's HTTP event collector. The store holds its `token`.
 *
 * @param url its address, with the port unless that is the scheme's own
 * @param settings.index where events go, the token's default unless given
 */
export const splunk = (url: Url, settings: { index?: string } = {}): LogDestination => ({
  kind: 'splunk',
  url,
  ...settings,
});

/**
 * Elasticsearch, one index a day. The store holds `username` and `password`.
 *
 * @param url its address, with the port unless that is the scheme's own
 * @param settings.index what the indices' names start with, `logs` unless given
 * @param settings.login whether it asks for a user, true unless given
 */
export const elasticsearch = (url: Url, settings: SearchSettings = {}): LogDestination => ({
  kind: 'elasticsearch',
  url,
  ...settings,
});

/**
 * OpenSearch, one index a day. The store holds `username` and `password`.
 *
 * @param url its address, with the port unless that is the scheme's own
 * @param settings.index what the indices' names start with, `logs` unless given
 * @param settings.login whether it asks for a user, true unless given
 */
export const opensearch = (url: Url, settings: SearchSettings = {}): LogDestination => ({
  kind: 'opensearch',
  url,
  ...settings,
});

/**
 * Loki's push API.
 *
 * @param url its address, with the port unless that is the scheme's own
 * @param settings.tenant whose logs they are, if it keeps tenants apart
 * @param settings.login whether it asks for a user, false unless given; the store then holds `username` and `password`
 */
export const loki = (url: Url, settings: { tenant?: string; login?: boolean } = {}): LogDestination => ({
  kind: 'loki',
  url,
  ...settings,
});

// Fluent Bit expands `${NAME}` in every string.
const text = v.pipe(v.string(), v.nonEmpty('must not be empty'), v.regex(/^[^$]*$/, 'must not contain $'));
const search = { url: shapes.url, index: v.optional(text), login: v.optional(v.boolean()) };

/** What the option `to` of Fluent Bit accepts. */
export const destinationShape = v.variant(
  'kind',
  [
    v.strictObject({ kind: v.literal('splunk'), url: shapes.url, index: v.optional(text) }),
    v.strictObject({ kind: v.literal('elasticsearch'), ...search }),
    v.strictObject({ kind: v.literal('opensearch'), ...search }),
    v.strictObject({
      kind: v.literal('loki'),
      url: shapes.url,
      tenant: v.optional(text),
      login: v.optional(v.boolean()),
    }),
  ],
  "must be splunk('https://…'), elasticsearch('https://…'), opensearch('https://…') or loki('https://…')",
);
