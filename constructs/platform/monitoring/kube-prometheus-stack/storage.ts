import type { Facilities } from '../../../model/facility.ts';
import type { Quantity } from '../../../model/option.ts';

/** A claim as Prometheus and Alertmanager take it; without a storage class, their data dies with the pod. */
export const claim = (block: Facilities['blockStorage'] | undefined, size: Quantity) =>
  block
    ? {
        volumeClaimTemplate: {
          spec: {
            storageClassName: block.storageClass,
            accessModes: ['ReadWriteOnce'],
            resources: { requests: { storage: size } },
          },
        },
      }
    : {};

const mebibytes: Readonly<Record<string, number>> = { Mi: 1, Gi: 1024, Ti: 1024 * 1024 };

/**
 * What of a volume Prometheus may fill before it drops its oldest block, since a full one stops it: 85 %, the rest is
 * for its write-ahead log. Empty, which means no limit, for units that Prometheus counts in another way.
 */
export function retentionSize(volume: Quantity): string {
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(Mi|Gi|Ti)$/.exec(volume) ?? [];
  const factor = mebibytes[unit ?? ''];
  return factor === undefined ? '' : `${Math.floor(Number(amount) * factor * 0.85)}MiB`;
}
