/** What the tests use of fengari 0.1.5, which ships no types. */
declare module 'fengari' {
  /** A Lua state; only ever passed back. */
  export interface State {
    readonly __lua: never;
  }
  type Bytes = Uint8Array;

  export function to_luastring(text: string): Bytes;
  export function to_jsstring(bytes: Bytes): string;

  export const lua: {
    readonly LUA_OK: number;
    lua_close(L: State): void;
    lua_createtable(L: State, items: number, keys: number): void;
    lua_gettop(L: State): number;
    lua_next(L: State, index: number): number;
    lua_pcall(L: State, args: number, results: number, handler: number): number;
    lua_pop(L: State, count: number): void;
    lua_pushboolean(L: State, value: boolean): void;
    lua_pushglobaltable(L: State): void;
    lua_pushnil(L: State): void;
    lua_pushnumber(L: State, value: number): void;
    lua_pushstring(L: State, value: Bytes): void;
    lua_rawset(L: State, index: number): void;
    lua_rawseti(L: State, index: number, item: number): void;
    lua_setglobal(L: State, name: Bytes): void;
    lua_tojsstring(L: State, index: number): string | null;
    lua_type(L: State, index: number): number;
    readonly LUA_TSTRING: number;
    readonly LUA_TTABLE: number;
  };

  export const lauxlib: {
    luaL_loadstring(L: State, source: Bytes): number;
    luaL_newstate(): State;
    luaL_requiref(L: State, name: Bytes, open: (L: State) => number, global: boolean): void;
  };

  export const lualib: {
    luaopen_base(L: State): number;
    luaopen_table(L: State): number;
  };
}
