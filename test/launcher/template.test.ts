import Handlebars from 'handlebars';
import { describe, expect, test } from 'vitest';
import { compiledTemplate } from '../../scripts/launcher/template.mjs';

type Render = (data: object) => string;

/** The function of a template, from the module that a bundle gets. */
async function compiled(source: string): Promise<Render> {
  const module = `data:text/javascript,${encodeURIComponent(compiledTemplate(source))}`;
  return ((await import(/* @vite-ignore */ module)) as { default: Render }).default;
}

const data = {
  name: `<b> & "c" 'd' \`e\` =f`,
  empty: '',
  none: [],
  no: false,
  zero: 0,
  nothing: null,
  map: { inside: 'x' },
  rows: [
    { name: '<one>', cells: ['a', 'b'] },
    { name: 'two', cells: [] },
  ],
};

describe('a compiled template says what Handlebars says', () => {
  test.each([
    'Hi {{name}}, {{{name}}}, {{map.inside}}, {{zero}}{{no}}{{nothing}}{{empty}}.\n',
    '{{#if name}}\nyes\n{{/if}}\n{{#if empty}}no{{/if}}{{#if none}}no{{/if}}{{#if no}}no{{/if}}{{#if zero}}no{{/if}}\n',
    '| a |\n{{#each rows}}\n| {{name}} |{{#each cells}} {{this}}{{{this}}}{{/each}}\n{{/each}}\n\n{{#each none}}\nnone\n{{/each}}\nend',
    '{{#each rows}}{{#if cells}}{{#each cells}}{{.}},{{/each}}{{/if}}{{/each}}{{! a comment }}',
    'no data: `$name` \\ "quotes"\u2028',
  ])('%s', async (source) => {
    expect((await compiled(source))(data)).toBe(Handlebars.compile(source, { strict: true })(data));
  });

  test('also that something is missing', async () => {
    const render = await compiled('{{name}} {{{nam}}}');
    expect(() => render(data)).toThrow('a template misses "nam"');
  });
});

describe('what is not compiled is named', () => {
  test.each([
    ['{{#unless name}}x{{/unless}}', 'BlockStatement of "unless"'],
    ['{{#if name}}x{{else}}y{{/if}}', 'BlockStatement of "if"'],
    ['{{helper name}}', 'MustacheStatement of "helper"'],
    ['{{> part}}', 'PartialStatement of ""'],
    ['{{#each rows}}{{../name}}{{/each}}', '"../name"'],
    ['{{#each rows}}{{@index}}{{/each}}', '"@index"'],
  ])('%s', (source, what) => expect(() => compiledTemplate(source)).toThrow(`templates here know no ${what}`));
});
