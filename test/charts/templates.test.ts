import { describe, expect, test } from 'vitest';
import { used } from '../../scripts/import/templates.ts';

const named = (text: string) => used([text]).named.map((path) => path.join('.'));
const whole = (text: string) => used([text]).whole.map((path) => path.join('.'));

describe('templates', () => {
  test('name the paths that they read', () => {
    expect(named('{{ .Values.a.b }} {{ $.Values.c }} {{ .Values.a.b | quote }}')).toEqual(['a.b', 'c']);
    expect(named('{{ index .Values "grafana.ini" "server" }}')).toEqual(['grafana.ini.server']);
  });

  test('name nothing in their own comments', () => {
    expect(named('{{/* .Values.a is gone */}}{{- /* .Values.b\n too */ -}}')).toEqual([]);
  });

  test.each([
    '{{ toYaml .Values.a | nindent 4 }}',
    '{{ .Values.a | toYaml }}',
    '{{- range $key, $value := .Values.a }}',
    '{{ tpl (toYaml .Values.a) . }}',
    '{{ include "common.tplvalues.render" (dict "value" .Values.a "context" $) }}',
    '{{- with .Values.a }}\n  labels:\n    {{- toYaml . | nindent 4 }}\n{{- end }}',
  ])('may hold any key in what they take as a whole: %s', (text) => {
    expect(whole(text)).toEqual(['a']);
    // Where they look into it besides, it has keys of its own.
    expect(whole(`${text}{{ .Values.a.b }}`)).toEqual([]);
  });

  test.each([
    '{{ omit .Values.a "create" | toYaml }}{{ .Values.a.create }}',
    '{{ mergeOverwrite $defaults .Values.a }}{{ .Values.a.create }}',
    '{{ index .Values "a" $name }}{{ .Values.a.create }}',
  ])('may hold any key in what is left of a map: %s', (text) => {
    expect(whole(text)).toEqual(['a']);
  });

  test('take nothing as a whole that they only ask for, or read a part of', () => {
    expect(whole('{{ if .Values.a }}{{ end }}{{ with .Values.b }}{{ .c }}{{ end }}{{ toYaml .Values.d.e }}')).toEqual([
      'd.e',
    ]);
  });
});
