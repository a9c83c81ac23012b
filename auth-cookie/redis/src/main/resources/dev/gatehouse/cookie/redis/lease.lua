local at = session(KEYS[1])
if not at or at.l > ARGV[1] then
  return 0
end
redis.call('HSET', KEYS[1], 'l', ARGV[2])
return 1
