local prefix, id, millis, version, sid = ARGV[1], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
local at = session(KEYS[1])
if not at or at.v ~= version then
  return 0
end
redis.call('HSET', KEYS[1], 'v', ARGV[6], 'i', sid, 'r', ARGV[7])
if at.i ~= sid then
  if at.i ~= '' then
    redis.call('ZREM', prefix .. 'i:' .. at.i, id)
  end
  at.i = sid
  enlistAll(prefix, id, at, redis.call('PTTL', KEYS[1]))
end
prolong(prefix, id, KEYS[1], at, ARGV[8], ARGV[9], millis)
return 1
