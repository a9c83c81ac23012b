local score = redis.call('ZSCORE', KEYS[1], ARGV[1])
if not score then
  return 0
end
redis.call('ZADD', KEYS[1], string.format('%.0f', tonumber(score) - tonumber(ARGV[2])), ARGV[1])
return 1
