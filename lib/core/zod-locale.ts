import { config } from 'zod'
import zhCN from 'zod/v4/locales/zh-CN.js'

/** Messages of wrong input are read by owners and officers: in Chinese wherever a schema gives none of its own. */
config(zhCN())
