import { allows, type Case, refuses } from './case.ts';
import { container, debug, pod, podOf, podSpec, sidecar, workloads } from './workloads.ts';

const of = (image: string) => podOf(container({ image }));
const mounted = (reference: string) => pod(podSpec({ volumes: [{ name: 'model', image: { reference } }] }));

/** Trusted are `registry.example.org`, `shared.example.org/acme`, `registry.example.org:5000` and `docker.io/library`. */
export const trustedRegistries: readonly Case[] = [
  allows('an image of a trusted registry', of('registry.example.org/shop/main:1.0.0')),
  allows('an image of a trusted registry with a port', of('registry.example.org:5000/main:1.0.0')),
  allows('an image below the trusted path of a shared one', of('shared.example.org/acme/main:1.0.0')),
  allows('an image of Docker Hub by its whole name', of('docker.io/library/nginx:1.29')),
  allows('an image of Docker Hub by its short name', of('nginx:1.29')),
  allows('a volume from a trusted registry', mounted('registry.example.org/models/words:2')),
  refuses('an image of another registry', of('registry.example.com/shop/main:1.0.0')),
  refuses('an image of another port', of('registry.example.org:5001/main:1.0.0')),
  refuses('an image beside the trusted path of a shared one', of('shared.example.org/acme-labs/main:1.0.0')),
  refuses('a host that only begins like a trusted one', of('registry.example.org.example.com/main:1.0.0')),
  refuses('a trusted host as the path of another', of('example.com/registry.example.org/main:1.0.0')),
  refuses("somebody's image of Docker Hub by its short name", of('somebody/nginx:1.29')),
  refuses('an image of localhost', of('localhost/nginx:1.29')),
  refuses('an init container from elsewhere', pod(podSpec({ initContainers: [sidecar({ image: 'ghcr.io/a/b:1' })] }))),
  refuses(
    'an ephemeral container from elsewhere',
    pod(podSpec({ ephemeralContainers: [debug({ image: 'ghcr.io/a/b:1' })] })),
  ),
  refuses('a volume from elsewhere', mounted('ghcr.io/models/words:2')),
  refuses(
    'a Deployment from elsewhere',
    workloads.Deployment(podSpec({ containers: [container({ image: 'ghcr.io/a/b:1' })] })),
  ),
];
