import { printDocuments } from '../../scripts/pipeline/print.ts';
import type { Packed } from './chart.ts';
import { type Serving, send, serve } from './serve.ts';

/** A chart repository over HTTP: an index, and an archive for each chart (https://helm.sh/docs/topics/chart_repository). */
export interface Repository extends Serving {
  readonly url: string;
}

export interface Login {
  readonly user: string;
  readonly password: string;
}

/**
 * Serves charts below `/charts`.
 *
 * @param login what a client must say who it is; anybody may read unless given
 */
export async function repository(charts: readonly Packed[], login?: Login): Promise<Repository> {
  const wanted = login && `Basic ${Buffer.from(`${login.user}:${login.password}`).toString('base64')}`;
  const serving = await serve((request, response) => {
    if (wanted !== undefined && request.headers.authorization !== wanted)
      return send(response, 401, 'text/plain', 'who are you?');
    const path = request.url?.replace('/charts/', '');
    const archive = charts.find((each) => fileOf(each) === path)?.archive;
    if (path === 'index.yaml') send(response, 200, 'application/yaml', index(charts));
    else if (archive) send(response, 200, 'application/gzip', archive);
    else send(response, 404, 'text/plain', 'there is no such file');
  });
  return { ...serving, url: `http://${serving.address}/charts` };
}

const fileOf = ({ name, version }: Packed): string => `${name}-${version}.tgz`;

const index = (charts: readonly Packed[]): string =>
  printDocuments([
    {
      apiVersion: 'v1',
      generated: '2026-01-01T00:00:00Z',
      entries: Object.fromEntries(
        [...new Set(charts.map(({ name }) => name))].map((name) => [
          name,
          charts
            .filter((chart) => chart.name === name)
            .map((chart) => ({
              apiVersion: 'v2',
              name,
              version: chart.version,
              digest: chart.digest,
              urls: [fileOf(chart)],
            })),
        ]),
      ),
    },
  ]);
