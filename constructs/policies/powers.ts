/** The ClusterRoles of Kubernetes that let their holder change a whole namespace, or everything. As a list in CEL. */
export const powerfulRoles = `['admin', 'cluster-admin', 'edit', 'system:aggregate-to-admin', 'system:aggregate-to-edit']`;
