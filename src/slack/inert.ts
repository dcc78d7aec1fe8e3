/** Messages carry addresses and names that an attacker chose: Slack must neither link, parse nor unfurl them. */
export const inert = { parse: 'none', link_names: false, unfurl_links: false, unfurl_media: false } as const;
