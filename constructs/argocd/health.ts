/** Key of argocd-cm that takes `applicationHealth`. */
export const applicationHealthKey = 'resource.customizations.health.argoproj.io_Application';

/** Annotation of a child Application. `"false"`: nothing depends on it, so its parent never waits for it. */
export const gatesAnnotation = 'millwright.dev/gates';

/**
 * Health check for `argoproj.io/Application`, so that the waves of an app of apps wait.
 *
 * In: the global `obj`, the live child Application. Out: `{ status, message }`. A parent's wave goes on at Healthy, its
 * sync fails at Degraded, everything else waits. Argo CD's own example (docs/operator-manual/health.md) only repeats
 * `status.health`, which is the verdict on whatever was compared last: on an update that is the previous spec.
 *
 * Runs in gopher-lua (Lua 5.1) with the base library only: no `string`, one second, and an error means Unknown, which
 * waits for ever, so no field is taken for granted. JSON null arrives as nil.
 *
 * Facts behind the order of its questions (argo-cd v3.3.14, v3.4.7 and v3.5.1, controller/appcontroller.go):
 * - A spec that fails validation ends a refresh before `comparedTo` and `reconciledAt` are written (hasErrors), so
 *   InvalidSpecError comes first, or an invalid child would be waited for without end. The price: a child that was invalid
 *   and has just been corrected may cost its parent one retry.
 * - Automatic sync sets `operation` before the comparison that asked for it is stored: no gap between the two.
 * - The end of an operation clears `operation` and asks for a refresh. Until that lands, health and sync status are
 *   from before the operation; `reconciledAt` (start of a comparison) tells. Both times have whole seconds, so in the
 *   same second an automated Application still OutOfSync counts as not compared. A dry run asks for no refresh.
 * - `comparedTo` is a Go struct: zero values are dropped, all but `valuesObject`, which is kept as written.
 * - status.sourceHydrator.currentOperation records the hydrator that it ran for; comparedTo holds the sync source.
 */
export const applicationHealth: string = `local function map(v)
  if type(v) == "table" then return v end
  return {}
end

local spec, status = map(obj.spec), map(obj.status)
local sync, health = map(status.sync), map(status.health)

-- What a Go struct leaves out. Helm values are data, not a struct: any key in them counts.
local function blank(v)
  if type(v) ~= "table" then return v == nil or v == "" or v == false or v == 0 end
  for key, inner in pairs(v) do
    if key == "valuesObject" then
      if next(map(inner)) ~= nil then return false end
    elseif not blank(inner) then
      return false
    end
  end
  return true
end

local same
local function sameAt(key, a, b, exact)
  if key == "valuesObject" and not exact then return same(map(a[key]), map(b[key]), true) end
  return same(a[key], b[key], exact)
end
same = function(a, b, exact)
  if type(a) ~= "table" or type(b) ~= "table" then
    return a == b or (not exact and blank(a) and blank(b))
  end
  for key in pairs(a) do
    if not sameAt(key, a, b, exact) then return false end
  end
  for key in pairs(b) do
    if a[key] == nil and not sameAt(key, a, b, exact) then return false end
  end
  return true
end

local function condition(kind)
  for _, c in ipairs(map(status.conditions)) do
    if map(c).type == kind then return c.message or kind end
  end
end

local function automated()
  local policy = map(spec.syncPolicy).automated
  return policy ~= nil and map(policy).enabled ~= false
end

-- The field of the spec that the recorded verdict does not belong to, if any.
local function uncompared()
  local to, source = map(sync.comparedTo), spec.source
  if spec.sourceHydrator ~= nil then
    local dry, wet = map(spec.sourceHydrator.drySource), map(spec.sourceHydrator.syncSource)
    local repository = wet.repoURL
    if blank(repository) then repository = dry.repoURL end
    source = { repoURL = repository, path = wet.path, targetRevision = wet.targetBranch }
  elseif #map(spec.sources) > 0 then
    if not same(spec.sources, to.sources) then return "sources" end
    source = to.source
  end
  if not same(source, to.source) then return "source" end
  if not same(spec.destination, to.destination) then return "destination" end
  if not same(spec.ignoreDifferences, to.ignoreDifferences) then return "ignoreDifferences" end
end

-- The last operation that changed something or tried to, and the last hydration, if this Application has one.
local last = map(status.operationState)
if map(map(last.operation).sync).dryRun then last = {} end
local hydration = {}
if spec.sourceHydrator ~= nil then hydration = map(map(status.sourceHydrator).currentOperation) end

local function older(finished)
  return type(finished) == "string" and type(status.reconciledAt) == "string" and status.reconciledAt < finished
end

-- Why the recorded verdict does not count yet, if it does not.
local function pending()
  if status.reconciledAt == nil or blank(health.status) or blank(sync.status) then return "not reconciled yet" end
  local field = uncompared()
  if field then return "spec." .. field .. " has changed since the last comparison" end
  if obj.operation ~= nil then return "an operation is about to start" end
  if last.phase == "Running" or last.phase == "Terminating" then return last.message or "an operation is running" end
  if hydration.phase == "Hydrating" then return "hydrating" end
  if hydration.phase ~= nil and not same(spec.sourceHydrator, hydration.sourceHydrator) then
    return "spec.sourceHydrator has changed since the last hydration"
  end
  if older(hydration.finishedAt) then return "not compared since the last hydration" end
  local early = last.finishedAt == status.reconciledAt and last.phase == "Succeeded"
  if older(last.finishedAt) or (early and automated() and sync.status == "OutOfSync") then
    return "not compared since the last operation"
  end
end

-- Why this Application is not what its spec says and will not become it by itself, if so.
local function failed()
  if hydration.phase == "Failed" then return hydration.message or "hydration failed" end
  local broken = condition("ComparisonError")
  if broken then return broken end
  if sync.status == "Synced" then return nil end
  if last.phase == "Failed" or last.phase == "Error" then return last.message or "the last sync failed" end
  return condition("SyncError")
end

local function judge()
  if map(map(obj.metadata).annotations)["${gatesAnnotation}"] == "false" then
    return "Healthy", "nothing depends on it; its own health: " .. tostring(health.status)
  end
  local invalid = condition("InvalidSpecError")
  if invalid then return "Degraded", invalid end
  local wait = pending()
  if wait then return "Progressing", wait end
  local failure = failed()
  if failure then return "Degraded", failure end
  if automated() and sync.status == "OutOfSync" and last.phase == nil then
    return "Progressing", "waiting for its first sync"
  end
  return health.status, health.message
end

local verdict, message = judge()
return { status = verdict, message = message or "" }
`;
