/**
 * Health checks of Gateway API objects, for `argocd-cm`.
 *
 * `argocd.argoproj.io/ignore-healthcheck` leaves an object out of its Application's health, but a sync with more than one
 * wave waits for it all the same (argo-cd v3.4.7, gitops-engine/pkg/sync/sync_context.go: GetResourceHealth knows no
 * annotation). A login page that comes before the Gateway would wait for a Gateway that waits for it. So the checks
 * themselves say Healthy where the annotation stands, and judge the others as Argo CD's own do.
 *
 * Each runs in gopher-lua with the base library only: the global `obj` in, `{ status, message }` out.
 */
const unlessIgnored = `local annotations = obj.metadata.annotations or {}
if annotations["argocd.argoproj.io/ignore-healthcheck"] == "true" then
  return { status = "Healthy", message = "Nothing waits for it" }
end
local status = obj.status or {}
local function current(condition)
  local seen, wanted = condition.observedGeneration, obj.metadata.generation
  return seen == nil or wanted == nil or seen == wanted
end
`;

/** A route: Degraded when a parent refuses it or a backend is missing, Healthy once a parent has taken it. */
const route = `${unlessIgnored}local taken = false
for _, parent in ipairs(status.parents or {}) do
  for _, condition in ipairs(parent.conditions or {}) do
    if current(condition) and (condition.type == "Accepted" or condition.type == "ResolvedRefs") then
      if condition.status == "False" then
        return { status = "Degraded", message = condition.message or condition.reason or condition.type }
      end
      taken = true
    end
  end
end
if taken then return { status = "Healthy" } end
return { status = "Progressing", message = "No Gateway has taken it yet" }
`;

/** A class: as its controller says. Contour, told which Gateway is its own, never says anything. */
const gatewayClass = `${unlessIgnored}for _, condition in ipairs(status.conditions or {}) do
  if current(condition) and condition.type == "Accepted" and condition.status ~= "Unknown" then
    return { status = condition.status == "True" and "Healthy" or "Degraded", message = condition.message }
  end
end
return { status = "Progressing", message = "No controller has taken it yet" }
`;

/** Keys of argocd-cm with their checks; whoever sets up Argo CD merges them into its customizations. */
export const routeHealth = {
  'resource.customizations.health.gateway.networking.k8s.io_GRPCRoute': route,
  'resource.customizations.health.gateway.networking.k8s.io_GatewayClass': gatewayClass,
  'resource.customizations.health.gateway.networking.k8s.io_HTTPRoute': route,
} as const;
