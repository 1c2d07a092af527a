import { describe, expect, test } from 'vitest';
import { documented } from '../../scripts/import/comments.ts';

const paths = (text: string) => documented(text).map((path) => path.join('.'));

describe('the comments of a values.yaml', () => {
  test('name keys of the map that they stand in', () => {
    const text = `image:
  repository: press
  # Overrides the version of the chart.
  # tag: v1
# replicas: 2
`;
    expect(paths(text)).toEqual(['image.tag', 'replicas']);
  });

  test('name keys below one that is commented out as well', () => {
    const text = `server:
  port: 80
  # resources:
  #   limits:
  #     memory: 1Gi
  #
  #  requests: {}
`;
    expect(paths(text)).toEqual([
      'server.resources',
      'server.resources.limits',
      'server.resources.limits.memory',
      'server.resources.requests',
    ]);
  });

  test('name keys wherever the sign stands, by the column of their text', () => {
    expect(paths('server:\n  port: 80\n#   host: a\n')).toEqual(['server.host']);
    expect(paths('server:\n  port: 80\n  #host: a\n')).toEqual(['server.host']);
  });

  test('name keys of a map that holds nothing but comments', () => {
    expect(paths('server:\n  # host: a\n')).toEqual(['server.host']);
  });

  test('name whole paths in the way of helm-docs and of readme-generator', () => {
    expect(paths('## @param server.host [string] Where it listens\nserver: {}\n')).toEqual(['server.host']);
    expect(paths('# server.host -- Where it listens\nserver: {}\n')).toEqual(['server.host']);
  });

  test('right below empty braces are an example of what these may hold', () => {
    expect(paths('resources: {}\n  # limits:\n  #   cpu: 1\nother: 1\n')).toEqual([]);
    expect(paths('resources: {}\n# limits: {}\n')).toEqual([]);
    expect(paths('resources: {}\n\n# replicas: 2\n')).toEqual(['replicas']);
  });

  test('are an example where they say so, if it is set in', () => {
    expect(paths('# For example:\n#   type: Recreate\nstrategy: {}\n')).toEqual([]);
    expect(paths('# For example:\n# strategy: Recreate\n')).toEqual(['strategy']);
  });

  test('are prose where no key stands before the colon, or no value behind it', () => {
    const text = `# Note: it is slow
# see: https://example.org
# https://example.org/docs
# when: nobody looks at it
# Deprecated: true
`;
    expect(paths(text)).toEqual([]);
  });

  test('inside of texts and lists name nothing', () => {
    expect(paths('script: |\n  # name: value\n  key: 1\n# after: 1\n')).toEqual(['after']);
    expect(paths('hosts:\n  - name: a\n    # port: 1\n')).toEqual([]);
    expect(paths('# hosts:\n#   - name: a\n#     port: 1\n')).toEqual(['hosts']);
  });
});
