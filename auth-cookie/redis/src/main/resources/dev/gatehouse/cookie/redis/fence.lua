-- A write that replicas receive after all earlier ones. A Redis that is full refuses it, and needs no fence: it has
-- accepted the removals before, which are the last writes of the connection.
redis.pcall('SET', KEYS[1], '1', 'PX', 60000)
return 1
