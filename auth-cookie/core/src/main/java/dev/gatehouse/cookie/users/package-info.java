/**
 * Users, their passwords and the directories that keep them.
 *
 * <p>Start reading at {@link dev.gatehouse.cookie.users.Users}, the port that a directory implements, and
 * {@link dev.gatehouse.cookie.users.User}, what it returns. A directory that is configured by settings also has a
 * {@link dev.gatehouse.cookie.users.UsersFactory}.
 *
 * <ul>
 *   <li>Password hashes: {@link dev.gatehouse.cookie.users.PasswordHash} over {@code Argon2Hash} and
 *       {@code BcryptHash}.
 *   <li>The users file: {@code UsersFile} reloads it, {@code UsersFileParser} reads it, {@code UsersFileEditor} changes
 *       it.
 *   <li>Passkeys: {@link dev.gatehouse.cookie.users.PasskeyStore}, kept by {@code PasskeysFile} beside the users file.
 *   <li>Commands: {@link dev.gatehouse.cookie.users.AddUser}, {@link dev.gatehouse.cookie.users.HashPassword}.
 * </ul>
 */
@NullMarked
package dev.gatehouse.cookie.users;

import org.jspecify.annotations.NullMarked;
