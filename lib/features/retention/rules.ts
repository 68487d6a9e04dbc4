import type { RetentionKey } from '@/lib/features/setting/schema/retention'

export const RETENTION_WORDS: Record<RetentionKey, { label: string; what: string; from: string }> = {
  drafts: {
    label: '登记草稿',
    what: '从未提交的草稿及其填写内容；照片随后由“未使用的照片”清理。窗口代办的不清理',
    from: '最后修改',
  },
  notices: { label: '通知', what: '机主已读的通知；登记和变更本身不受影响', from: '发出' },
  certificates: {
    label: '登记情况证明',
    what: '过期的证明及其机械清单；此后扫描证明上的二维码查不到这份证明',
    from: '过期',
  },
  'machine-users': {
    label: '机械使用人',
    what: '机主填报的、使用期已结束的使用人姓名和电话',
    from: '使用期结束',
  },
  exports: {
    label: '导出记录',
    what: '已结束的导出的条目；文件不等这个期限，满一天另行删除；操作记录保留',
    from: '结束',
  },
  'print-jobs': { label: '一并打印记录', what: '已结束的打印任务；各份材料的编号记录保留', from: '结束' },
  successions: {
    label: '没有办成的凭证明过户',
    what: '不予过户、撤回、失效的申请，连同说明、异议和通知；材料照片随后由“未使用的照片”清理。办成的随登记保存',
    from: '结束',
  },
  'identity-misses': { label: '填错证件号的记录', what: '窗口核对领取人证件时填错的次数', from: '发生' },
}
