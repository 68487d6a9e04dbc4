import { apiFetch } from '@/lib/client/api-fetch'
import { jsapiEndpoint } from './schema'

/** What `wx.config` takes for the page that is open. @throws ApiError WECHAT_NOT_CONFIGURED without an official account */
export const signThisPage = () =>
  apiFetch(jsapiEndpoint, { body: { url: window.location.href.split('#', 1)[0] ?? '' } })
