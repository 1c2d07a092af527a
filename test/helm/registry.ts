import { chartYaml, type Packed, sha256 } from './chart.ts';
import { type Serving, send, serve } from './serve.ts';

/** An OCI registry with charts (https://github.com/opencontainers/distribution-spec v1.1, pull; media types: helm.sh/docs/topics/registries). */
export interface Registry extends Serving {
  /** As a component writes it, without a scheme. */
  readonly repository: string;
}

interface Blob {
  readonly type: string;
  readonly content: Buffer;
}

/** Serves charts below `charts/`, without encryption. */
export async function registry(charts: readonly Packed[]): Promise<Registry> {
  const blobs = new Map<string, Blob>();
  const add = (type: string, content: Buffer) => {
    const digest = `sha256:${sha256(content)}`;
    blobs.set(digest, { type, content });
    return { mediaType: type, digest, size: content.length };
  };
  const tags = new Map<string, string>();
  for (const chart of charts) {
    const manifest = {
      schemaVersion: 2,
      mediaType: manifestType,
      config: add(
        'application/vnd.cncf.helm.config.v1+json',
        Buffer.from(JSON.stringify({ config: chartYaml(chart) })),
      ),
      layers: [add('application/vnd.cncf.helm.chart.content.v1.tar+gzip', chart.archive)],
    };
    tags.set(`${chart.name}:${chart.version}`, add(manifestType, Buffer.from(JSON.stringify(manifest))).digest);
  }
  const serving = await serve((request, response) => {
    const [, name = '', what, reference = ''] =
      /^\/v2\/charts\/([^/]+)\/(manifests|blobs|tags)\/([^?]+)/.exec(request.url ?? '') ?? [];
    if (request.url === '/v2/') return send(response, 200, 'application/json', '{}');
    if (what === 'tags') return send(response, 200, 'application/json', listOf(name, tags));
    const digest = reference.startsWith('sha256:') ? reference : (tags.get(`${name}:${reference}`) ?? '');
    const blob = blobs.get(digest);
    if (!blob) return send(response, 404, 'application/json', '{"errors":[{"code":"MANIFEST_UNKNOWN"}]}');
    response.setHeader('docker-content-digest', digest);
    send(response, 200, blob.type, blob.content);
  });
  return { ...serving, repository: `${serving.address}/charts` };
}

const manifestType = 'application/vnd.oci.image.manifest.v1+json';

const listOf = (name: string, tags: ReadonlyMap<string, string>): string =>
  JSON.stringify({
    name: `charts/${name}`,
    tags: [...tags.keys()].filter((tag) => tag.startsWith(`${name}:`)).map((tag) => tag.slice(name.length + 1)),
  });
