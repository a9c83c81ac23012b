package dev.gatehouse.planted.spi;

import dev.gatehouse.spi.stability.Internal;

@Internal
public interface ForItsModule {}
