import { asMap, listAt, textAt } from '../read.ts';
import { type Control, isSet, type JudgedPod } from './control.ts';

/** Kinds of volume that are the pod's own, or somebody granted; servers take `image` for one of them since 1.33. */
const fine = [
  'configMap',
  'csi',
  'downwardAPI',
  'emptyDir',
  'ephemeral',
  'persistentVolumeClaim',
  'projected',
  'secret',
] as const;

const volumesOf = ({ spec, specPath }: JudgedPod) =>
  listAt(spec, 'volumes').map((volume, index) => ({
    fields: asMap(volume),
    path: [...specPath, 'volumes', index],
    title: `the volume ${textAt(volume, 'name') ?? index}`,
  }));

/** Where files come from. */
export const volumes: readonly Control[] = [
  {
    id: 'hostPathVolumes',
    level: 'baseline',
    since: 0,
    violations: (pod) =>
      volumesOf(pod).flatMap(({ fields, path, title }) =>
        isSet(fields['hostPath'])
          ? [
              {
                path: [...path, 'hostPath'],
                says: `makes ${title} a folder of the node`,
                hint: 'take a PersistentVolumeClaim or an emptyDir',
              },
            ]
          : [],
      ),
  },
  {
    id: 'restrictedVolumes',
    level: 'restricted',
    since: 0,
    replaces: 'hostPathVolumes',
    violations: (pod, { server }) =>
      volumesOf(pod).flatMap(({ fields, path, title }) => {
        if (fine.some((kind) => isSet(fields[kind])) || (server >= 33 && isSet(fields['image']))) return [];
        const kind = Object.keys(fields).find((key) => key !== 'name' && isSet(fields[key]));
        // A volume that names no kind becomes an empty folder.
        if (kind === undefined) return [];
        return [
          {
            path: [...path, kind],
            says: `is no kind of volume that ${title} may be`,
            hint: `take a PersistentVolumeClaim, or one of ${fine.join(', ')}`,
          },
        ];
      }),
  },
];
