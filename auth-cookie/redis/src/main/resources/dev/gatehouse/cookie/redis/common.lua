-- Sessions are hashes <prefix>s:<id>: v version, u last use, k until when to keep it,
-- s key of the subject, i key of the sid or empty, b begin, r record. Times are nanoseconds since 1970 as texts of
-- 19 digits and compared as texts, because numbers of Lua are exact to 53 bits only. The sets <prefix>u:<subject>
-- and <prefix>i:<sid> hold ids, scored by the millisecond until which to keep them: the first 13 digits of it.

-- Returns a session; nil when there is none, be it removed, never there or something else.
local function session(key)
  if redis.call('TYPE', key).ok ~= 'hash' then
    return nil
  end
  local at = redis.call('HMGET', key, 'v', 'u', 'k', 's', 'i', 'b', 'r')
  if not at[1] then
    return nil
  end
  return {
    v = at[1], u = at[2] or '', k = at[3] or '', s = at[4] or '', i = at[5] or '', b = at[6] or '', r = at[7] or ''
  }
end

-- Puts a session into a set, which lives at least as long as it.
local function enlist(set, id, keep, millis)
  redis.call('ZADD', set, string.sub(keep, 1, 13), id)
  if redis.call('PTTL', set) < tonumber(millis) then
    redis.call('PEXPIRE', set, millis)
  end
end

local function enlistAll(prefix, id, at, millis)
  enlist(prefix .. 'u:' .. at.s, id, at.k, millis)
  if at.i ~= '' then
    enlist(prefix .. 'i:' .. at.i, id, at.k, millis)
  end
end

-- Takes some sessions out of a set that are not kept any more. One that is still there stays, whatever the clock of
-- a node says: else it could not be ended together with the others of its user.
local function tidy(prefix, set, now)
  for _, id in ipairs(redis.call('ZRANGEBYSCORE', set, '-inf', string.sub(now, 1, 13), 'LIMIT', 0, 100)) do
    if redis.call('EXISTS', prefix .. 's:' .. id) == 0 then
      redis.call('ZREM', set, id)
    end
  end
end

-- Moves both times on, never back.
local function prolong(prefix, id, key, at, used, keep, millis)
  if used > at.u then
    redis.call('HSET', key, 'u', used)
  end
  if keep > at.k then
    at.k = keep
    redis.call('HSET', key, 'k', keep)
    redis.call('PEXPIRE', key, millis)
    enlistAll(prefix, id, at, millis)
  end
end

-- Removes a session and marks the place for five minutes, so that no late write brings it back. A Redis that is full
-- has no room for the mark and for late writes either.
local function erase(prefix, id, key, at)
  redis.call('DEL', key)
  redis.call('ZREM', prefix .. 'u:' .. at.s, id)
  if at.i ~= '' then
    redis.call('ZREM', prefix .. 'i:' .. at.i, id)
  end
  if type(redis.pcall('HSET', key, 'gone', '1')) == 'number' then
    redis.call('PEXPIRE', key, 300000)
  end
end

