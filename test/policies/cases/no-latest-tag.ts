import { allows, type Case, refuses } from './case.ts';
import { container, debug, pod, podOf, podSpec, sidecar, workloads } from './workloads.ts';

const of = (image: string) => podOf(container({ image }));
const digest = `sha256:${'0'.repeat(64)}`;
const mounted = (reference: string) => pod(podSpec({ volumes: [{ name: 'model', image: { reference } }] }));

export const noLatestTag: readonly Case[] = [
  allows('a tag', of('registry.example.org/shop/main:1.0.0')),
  allows('a tag at a registry with a port', of('registry.example.org:5000/main:1.0.0')),
  allows('a digest', of(`registry.example.org/shop/main@${digest}`)),
  allows('a digest with the tag latest beside it', of(`registry.example.org/shop/main:latest@${digest}`)),
  allows('a tag that only begins like it', of('main:latest-1')),
  allows('an image called latest', of('latest:1')),
  allows('a volume with a tag', mounted('registry.example.org/models/words:2')),
  refuses('the tag latest', of('registry.example.org/shop/main:latest')),
  refuses('no tag', of('registry.example.org/shop/main')),
  refuses('no tag at a registry with a port', of('registry.example.org:5000/main')),
  refuses('no tag of an image with a short name', of('main')),
  refuses(
    'an init container with the tag latest',
    pod(podSpec({ initContainers: [sidecar({ image: 'main:latest' })] })),
  ),
  refuses('an ephemeral container without a tag', pod(podSpec({ ephemeralContainers: [debug({ image: 'busybox' })] }))),
  refuses('a volume without a tag', mounted('registry.example.org/models/words')),
  refuses(
    'a StatefulSet with the tag latest',
    workloads.StatefulSet(podSpec({ containers: [container({ image: 'main:latest' })] })),
  ),
];
