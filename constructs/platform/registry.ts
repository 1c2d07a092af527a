// Generated from the folders by `npm run synth`: add a component file, not a line here.
import type { Settings } from '../model/component.ts';

declare module '../model/registry.ts' {
  interface Authentication {
    readonly 'dex'?: Settings<typeof import('./authentication/dex.ts').default>;
    readonly 'gangplank'?: Settings<typeof import('./authentication/gangplank.ts').default>;
  }
  interface Autoscaling {
    readonly 'cluster-autoscaler'?: Settings<typeof import('./autoscaling/cluster-autoscaler.ts').default>;
  }
  interface Backup {
    readonly 'velero'?: Settings<typeof import('./backup/velero.ts').default>;
  }
  interface Certificates {
    readonly 'cert-manager'?: Settings<typeof import('./certificates/cert-manager.ts').default>;
  }
  interface Dashboards {
    readonly 'headlamp'?: Settings<typeof import('./dashboards/headlamp.ts').default>;
  }
  interface Dns {
    readonly 'external-dns'?: Settings<typeof import('./dns/external-dns.ts').default>;
  }
  interface Gitops {
    readonly 'argo-cd'?: Settings<typeof import('./gitops/argo-cd.ts').default>;
  }
  interface ImageScanning {
    readonly 'trivy-operator'?: Settings<typeof import('./image-scanning/trivy-operator.ts').default>;
  }
  interface Ingress {
    readonly 'contour'?: Settings<typeof import('./ingress/contour.ts').default>;
    readonly 'gateway-api'?: Settings<typeof import('./ingress/gateway-api.ts').default>;
    readonly 'traefik'?: Settings<typeof import('./ingress/traefik.ts').default>;
  }
  interface Logging {
    readonly 'fluent-bit'?: Settings<typeof import('./logging/fluent-bit.ts').default>;
    readonly 'loki'?: Settings<typeof import('./logging/loki.ts').default>;
    readonly 'opensearch'?: Settings<typeof import('./logging/opensearch.ts').default>;
  }
  interface Metrics {
    readonly 'kube-state-metrics'?: Settings<typeof import('./metrics/kube-state-metrics.ts').default>;
    readonly 'metrics-server'?: Settings<typeof import('./metrics/metrics-server.ts').default>;
  }
  interface Monitoring {
    readonly 'kube-prometheus-stack'?: Settings<typeof import('./monitoring/kube-prometheus-stack.ts').default>;
    readonly 'prometheus-operator-crds'?: Settings<typeof import('./monitoring/prometheus-operator-crds.ts').default>;
    readonly 'thanos'?: Settings<typeof import('./monitoring/thanos.ts').default>;
  }
  interface Networking {
    readonly 'cilium'?: Settings<typeof import('./networking/cilium.ts').default>;
  }
  interface Policy {
    readonly 'gatekeeper'?: Settings<typeof import('./policy/gatekeeper.ts').default>;
    readonly 'kyverno'?: Settings<typeof import('./policy/kyverno.ts').default>;
  }
  interface Registry {
    readonly 'harbor'?: Settings<typeof import('./registry/harbor.ts').default>;
  }
  interface Secrets {
    readonly 'external-secrets'?: Settings<typeof import('./secrets/external-secrets.ts').default>;
    readonly 'sops-secrets-operator'?: Settings<typeof import('./secrets/sops-secrets-operator.ts').default>;
  }
  interface SecurityAudits {
    readonly 'falco'?: Settings<typeof import('./security-audits/falco.ts').default>;
  }
  interface Storage {
    readonly 'aws-ebs-csi-driver'?: Settings<typeof import('./storage/aws-ebs-csi-driver.ts').default>;
    readonly 'longhorn'?: Settings<typeof import('./storage/longhorn.ts').default>;
    readonly 'snapshot-controller'?: Settings<typeof import('./storage/snapshot-controller.ts').default>;
  }
  interface Tracing {
    readonly 'jaeger'?: Settings<typeof import('./tracing/jaeger.ts').default>;
  }
}
