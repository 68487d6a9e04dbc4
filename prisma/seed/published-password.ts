/** The demo people's password, as README publishes it: valid only while nothing but this machine reaches the server. */
export const PUBLISHED_PASSWORD = 'demo-Nrmm-2026'
