/** Who is logged in, and what the server offers. */

import { api } from "./api.js";

export const session = { user: null, config: null };

export async function readUser() {
  session.user = await api("GET", "/v1/internal/users/current");
  return session.user;
}

/** Reads what the server offers to this page. */
export async function readConfig() {
  session.config = await api("GET", "/client-config.json");
  return session.config;
}

export const mayWrite = () => (session.user?.permissions || []).some(name => name.toUpperCase() === "WRITE");

export const isMe = name => session.user !== null && name === session.user.userId;
