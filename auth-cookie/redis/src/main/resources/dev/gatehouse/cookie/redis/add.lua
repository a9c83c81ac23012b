local prefix, id, millis, now = ARGV[1], ARGV[2], ARGV[3], ARGV[4]
if redis.call('EXISTS', KEYS[1]) == 1 then
  return 0
end
local at = {s = ARGV[5], i = ARGV[6], k = ARGV[7]}
redis.call(
  'HSET', KEYS[1], 's', at.s, 'i', at.i, 'k', at.k, 'b', ARGV[8], 'u', ARGV[9], 'v', ARGV[10], 'r', ARGV[11])
redis.call('PEXPIRE', KEYS[1], millis)
enlistAll(prefix, id, at, millis)
tidy(prefix, prefix .. 'u:' .. at.s, now)
if at.i ~= '' then
  tidy(prefix, prefix .. 'i:' .. at.i, now)
end
return 1
