/**
 * Message → here → log. Decides which addresses become links: https only, so that no text from a
 * server or an agent can run a script or lead to a plain-text site.
 */

/** Return the address in its normal form, or "" when it must not become a link. */
export function safeLink(address) {
  if (typeof address !== "string") return "";
  let url;
  try {
    url = new URL(address);
  } catch {
    return "";
  }
  // "https://canada.ca@elsewhere.test" reads like canada.ca and is not.
  if (url.protocol !== "https:" || url.username || url.password) return "";
  return url.href;
}

/** Split text into [{text, url}], url "" for ordinary words: agents paste addresses. */
export function withLinks(text) {
  const parts = [];
  let end = 0;
  for (const found of text.matchAll(/https:\/\/[^\s<>"«»]+/g)) {
    const address = found[0].replace(/[.,;:!?)\]]+$/, "");
    const url = safeLink(address);
    if (!url) continue;
    if (found.index > end) parts.push({ text: text.slice(end, found.index), url: "" });
    parts.push({ text: address, url });
    end = found.index + address.length;
  }
  if (end < text.length) parts.push({ text: text.slice(end), url: "" });
  return parts;
}
