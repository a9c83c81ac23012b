CREATE TABLE gatehouse_user (
    name          VARCHAR(255)  NOT NULL PRIMARY KEY,
    display_name  VARCHAR(1000),
    password_hash VARCHAR(255),
    permissions   VARCHAR(4000) NOT NULL DEFAULT '',
    user_groups   VARCHAR(4000) NOT NULL DEFAULT '',
    tenants       VARCHAR(4000) NOT NULL DEFAULT '',
    disabled      BOOLEAN       NOT NULL DEFAULT FALSE
);
