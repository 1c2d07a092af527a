/** A template, compiled when the core is bundled, or by vitest's plugin: data in, text out. */
declare module '*.hbs' {
  const render: (data: object) => string;
  export default render;
}
