tidy(ARGV[1], KEYS[1], ARGV[2])
return redis.call('ZRANGE', KEYS[1], 0, -1)
