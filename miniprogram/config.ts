/**
 * Where the registry is served: the server's PUBLIC_URL, without a slash at its end. The one line to change before the
 * mini program is uploaded; it must be an address that WeChat knows (README.md).
 */
export const BASE = 'https://registry.example.cn'
