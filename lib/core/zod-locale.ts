import { config } from 'zod'
import zhCN from 'zod/v4/locales/zh-CN.js'

/** Chinese messages for owners and officers wherever a schema defines none of its own. */
config(zhCN())
