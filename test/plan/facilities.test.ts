import { describe, expect, test } from 'vitest';
import { component, local, secret } from '../../constructs/index.ts';
import type { Facilities } from '../../constructs/model/facility.ts';
import { base, edges, external, messages, of, plan } from './planned.ts';

describe('a facility', () => {
  const smtp = { host: 'mail.example.org', port: 587, from: 'a@example.org' };
  const store: Facilities['objectStore'] = { bucket: 'b', region: 'r' };
  const minio = component({ ...base, offers: { objectStore: () => store } });
  const needs = component({
    ...base,
    needs: ['objectStore'],
    values: (context) => ({ bucket: context.needs.objectStore.bucket }),
  });
  const wants = component({
    ...base,
    wants: ['objectStore'],
    values: (context) => ({ bucket: context.wants.objectStore?.bucket }),
  });

  test('makes an edge from its user to its giver, once it is read', () => {
    const idle = component({ ...base, wants: ['objectStore'], values: () => ({}) });
    const made = plan({ needs, wants, idle, minio });
    expect(of(made, 'needs').values).toEqual({ bucket: 'b' });
    expect([edges(made, 'needs'), edges(made, 'wants'), edges(made, 'idle')]).toEqual([
      { minio: 'gives an object store' },
      { minio: 'gives an object store' },
      {},
    ]);
  });

  test('makes no edge where its user may come first', () => {
    const mailer = component({ ...base, offers: { smtp: () => smtp } });
    const user = component({ ...base, needs: ['smtp'], values: (context) => ({ host: context.needs.smtp.host }) });
    expect(edges(plan({ user, mailer }), 'user')).toEqual({});
  });

  test('from outside wins, for a cluster over its environment', () => {
    const outside = (bucket: string) => ({ offers: { objectStore: { ...store, bucket } } });
    expect(of(plan({ needs, minio }, { environment: outside('theirs') }), 'needs').values).toEqual({
      bucket: 'theirs',
    });
    const both = plan({ needs, minio }, { environment: outside('theirs'), cluster: outside('ours') });
    expect(of(both, 'needs').values).toEqual({ bucket: 'ours' });
    expect(edges(both, 'needs')).toEqual({});
  });

  test('that is missing stops who needs it and not who wants it', () => {
    const made = plan({ needs, wants });
    expect(messages(made)).toEqual([
      'lab/one › ci › needs: needs an object store and nothing on this cluster offers one',
    ]);
    expect(made.components.map(({ id }) => id)).toEqual(['wants']);
  });

  test('of two givers is an error that names both, unless the environment says which', () => {
    const other = component({ ...base, offers: { objectStore: () => ({ ...store, bucket: 'c' }) } });
    expect(messages(plan({ needs, minio, other }))).toEqual([
      'lab/one › offers › objectStore: minio and other both offer an object store',
    ]);
    expect(messages(plan({ needs, minio, other }, { cluster: { offers: { objectStore: store } } }))).toEqual([]);
  });

  test('may depend on another; two that depend on each other are an error, not an endless loop', () => {
    const chicken = component({
      ...base,
      wants: ['smtp'],
      offers: { objectStore: (context) => ({ ...store, bucket: context.wants.smtp?.host ?? 'none' }) },
    });
    expect(
      of(plan({ needs, chicken, m: component({ ...base, offers: { smtp: () => smtp } }) }), 'needs').values,
    ).toEqual({
      bucket: 'mail.example.org',
    });
    const egg = component({
      ...base,
      wants: ['objectStore'],
      offers: { smtp: (context) => ({ ...smtp, host: context.wants.objectStore?.bucket ?? 'none' }) },
    });
    expect(() => plan({ needs, chicken, egg })).not.toThrow();
    expect(messages(plan({ needs, chicken, egg }))).not.toEqual([]);
  });
});

describe("somebody else's secret", () => {
  const opened = (made: Facilities['objectStore']['secret']): Facilities['objectStore'] => ({
    bucket: 'b',
    region: 'r',
    ...(made && { secret: made }),
  });
  const reader = component({
    ...base,
    needs: ['objectStore'],
    values: ({ needs }) => ({ secret: needs.objectStore.secret?.name }),
  });
  const keys = ['access-key', 'secret-key'];
  const shared = { offers: { objectStore: opened(secret('object-store', { keys })) } };

  test('is read into the namespace of its reader, from the path of its owner', () => {
    const made = plan({ reader, external }, { environment: shared });
    expect(of(made, 'reader').secrets).toEqual([
      { name: 'object-store', keys, owner: 'shared', namespace: 'reader', generated: false },
    ]);
    const [object] = of(made, 'reader').manifests.filter(({ kind }) => kind === 'ExternalSecret');
    expect(object).toMatchObject({
      metadata: { name: 'object-store', namespace: 'reader' },
      spec: { data: [{ remoteRef: { key: 'lab/one/shared/object-store', property: 'access-key' } }, {}] },
    });
  });

  test('comes with what of it is no secret, which the store does not have', () => {
    const minio = component({
      ...base,
      offers: {
        objectStore: (context) =>
          opened(context.secret('root', { keys: ['secret-key'], fixed: { 'access-key': 'root' } })),
      },
    });
    const made = plan({ reader, minio, external });
    expect(of(made, 'reader').secrets).toEqual([
      expect.objectContaining({
        name: 'root',
        keys: ['secret-key'],
        fixed: { 'access-key': 'root' },
        owner: 'minio',
        namespace: 'reader',
      }),
    ]);
  });

  test('is there once where its reader shares the namespace of its owner', () => {
    const minio = component({
      ...base,
      offers: { objectStore: (context) => opened(context.generated('root', { keys })) },
    });
    const made = plan({ reader, minio, external }, {}, { reader: { namespace: 'minio' } });
    expect(of(made, 'reader').secrets).toEqual([]);
    expect(messages(made)).toEqual([]);
  });

  test('that is made on the cluster cannot be read from another namespace', () => {
    const minio = component({
      ...base,
      offers: { objectStore: (context) => opened(context.generated('root', { keys })) },
    });
    expect(messages(plan({ reader, minio, external }))).toEqual([
      'lab/one › ci › reader: cannot read the secret root of minio from another namespace, because it is made on the cluster',
    ]);
  });

  test('needs a component that fetches it', () => {
    expect(messages(plan({ reader }, { environment: { ...shared, secrets: local() } }))).toEqual([
      'lab/one › ci › reader: needs the Secret object-store, and nothing on this cluster serves external-secrets.io',
    ]);
  });
});
