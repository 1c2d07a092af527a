import { lauxlib, lua, lualib, type State, to_luastring } from 'fengari';
import type { Json } from '../../constructs/model/json.ts';

/** Pushes JSON as Argo CD does (util/lua/lua.go, decodeValue): null is nil, and is left out of lists and maps. */
function push(L: State, value: Json | undefined): void {
  if (value === null || value === undefined) lua.lua_pushnil(L);
  else if (typeof value === 'boolean') lua.lua_pushboolean(L, value);
  else if (typeof value === 'number') lua.lua_pushnumber(L, value);
  else if (typeof value === 'string') lua.lua_pushstring(L, to_luastring(value));
  else pushTable(L, value);
}

function pushTable(L: State, value: readonly Json[] | { readonly [key: string]: Json | undefined }): void {
  lua.lua_createtable(L, 0, 0);
  if (isList(value)) {
    for (const [index, item] of value.filter((each) => each !== null).entries()) {
      push(L, item);
      lua.lua_rawseti(L, -2, index + 1);
    }
    return;
  }
  for (const [key, member] of Object.entries(value)) {
    lua.lua_pushstring(L, to_luastring(key));
    push(L, member);
    lua.lua_rawset(L, -3);
  }
}

const isList = (value: object): value is readonly Json[] => Array.isArray(value);

/** The strings of the table on top of the stack. */
function strings(L: State): Record<string, string> {
  const found: Record<string, string> = {};
  lua.lua_pushnil(L);
  while (lua.lua_next(L, -2) !== 0) {
    if (lua.lua_type(L, -1) === lua.LUA_TSTRING) {
      found[lua.lua_tojsstring(L, -2) ?? ''] = lua.lua_tojsstring(L, -1) ?? '';
    }
    lua.lua_pop(L, 1);
  }
  return found;
}

/**
 * Runs a health check the way Argo CD does: the object as the global `obj`, the base and table libraries, nothing else.
 *
 * @returns what the script returned
 * @throws Error with Lua's message
 */
export function runHealthCheck(script: string, object: Json): Record<string, string> {
  const L = lauxlib.luaL_newstate();
  lauxlib.luaL_requiref(L, to_luastring('_G'), lualib.luaopen_base, true);
  lauxlib.luaL_requiref(L, to_luastring('table'), lualib.luaopen_table, true);
  lua.lua_pop(L, 2);
  push(L, object);
  lua.lua_setglobal(L, to_luastring('obj'));
  try {
    const code = lauxlib.luaL_loadstring(L, to_luastring(script)) || lua.lua_pcall(L, 0, 1, 0);
    if (code !== lua.LUA_OK) throw new Error(lua.lua_tojsstring(L, -1) ?? 'unknown error');
    if (lua.lua_type(L, -1) !== lua.LUA_TTABLE) throw new Error('the script returned no table');
    return strings(L);
  } finally {
    lua.lua_close(L);
  }
}
