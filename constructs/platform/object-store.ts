import type { Facilities } from '../model/facility.ts';
import { option } from '../model/option.ts';

/**
 * A bucket's server as the S3 client of Thanos and Loki names it: host and port, and whether it goes without TLS.
 * Source: thanos-io/objstore, providers/s3/s3.go.
 */
export function s3(store: Facilities['objectStore']) {
  const endpoint = store.endpoint ?? `https://s3.${store.region}.amazonaws.com`;
  return {
    endpoint: endpoint.replace(/^https?:\/\//, '').replace(/\/+$/, ''),
    region: store.region,
    insecure: endpoint.startsWith('http://'),
  };
}

/**
 * The bucket's credentials as the variables that this client looks for when its configuration names none, so that the
 * configuration is no secret. Empty where the workload's own identity opens the bucket.
 */
export const s3Credentials = ({ secret }: Facilities['objectStore']) =>
  secret
    ? [
        { name: 'AWS_ACCESS_KEY_ID', valueFrom: { secretKeyRef: { name: secret.name, key: 'access-key' } } },
        { name: 'AWS_SECRET_ACCESS_KEY', valueFrom: { secretKeyRef: { name: secret.name, key: 'secret-key' } } },
      ]
    : [];

/** For a component whose ServiceAccount opens the bucket. */
export const bucketRole = option
  .string('IAM role of the ServiceAccount, where no secret opens the object store', {
    pattern: /^arn:aws[a-z-]*:iam::\d{12}:role\/\S+$/,
    message: 'must be the ARN of an IAM role',
  })
  .optional();

/** The annotation with which EKS gives a ServiceAccount an IAM role. */
export const roleAnnotation = (role: string | undefined) => (role ? { 'eks.amazonaws.com/role-arn': role } : {});
