/**
 * The privacy notice by version, newest last. A text that was in force is never edited: what somebody accepted must be
 * readable as it was. A new text is a new entry, and PRIVACY_VERSION (lib/core) its version.
 */
export type Notice = {
  /** The day on which it took effect. */
  version: string
  title: string
  sections: { heading: string; paragraphs: string[] }[]
  /** The separate consent to sensitive personal information (Personal Information Protection Law, art. 28–30). */
  sensitive: { title: string; items: { what: string; why: string; without: string }[]; paragraphs: string[] }
}

export const NOTICES: readonly [Notice, ...Notice[]] = [
  {
    version: '2026-11-30',
    title: '个人信息保护告知',
    sections: [
      {
        heading: '谁在处理您的信息',
        paragraphs: [
          '受理您登记的生态环境部门。它的名称、地址、电话在“编码登记进展”的详情里可以看到。',
          '登记转到其他区县、机械的使用地点变更后，接收的区县也会处理这份登记。',
        ],
      },
      {
        heading: '处理哪些信息，用来做什么',
        paragraphs: [
          '姓名或单位名称、证件号码：确认机械归谁所有，防止别人冒用。',
          '手机号：登录、发送验证码，告诉您审核结果和领取通知。',
          '机械和发动机的信息、照片、使用地点：审核登记，核发环保登记号码，以后的环保检查。照片里如果带有拍摄时间和地点，会一并保存，供审核人员核对。',
          '登录和操作的时间、网络地址：保护账号安全，查清是谁做了什么。',
        ],
      },
      {
        heading: '依据是什么',
        paragraphs: [
          '办理编码登记是法律、法规规定的事项，办理所必需的信息按《个人信息保护法》第十三条处理。证件号码、证件照片等敏感个人信息，另外征得您的单独同意。',
        ],
      },
      {
        heading: '保存多久',
        paragraphs: [
          '登记资料和号码的历史按档案管理的规定保存，机械注销后也不会马上删除。',
          '没有提交的草稿、没有用到的照片、过期的验证码和登录记录定期清理。操作记录不少于 6 个月。',
        ],
      },
      {
        heading: '谁会看到',
        paragraphs: [
          '办理您登记的工作人员。页面上证件号码和手机号平时只显示一部分；查看完整号码会留下记录，您可以在“我的账号”的“谁看过我的信息”里查到。',
          '扫描采集卡二维码的人只看到机械的登记信息，看不到您的姓名、电话和证件号码。',
          '法律规定必须提供的除外，不向其他单位和个人提供您的信息，不用于广告和推送。',
        ],
      },
      {
        heading: '您可以做什么',
        paragraphs: [
          '在“我的账号”里查看谁看过您的信息、下载自己信息的副本、申请更正、注销账号。不同意告知也可以查看、下载、注销，只是不能办理新的登记和变更。',
          '对处理有疑问或者不满意，可以打受理部门的电话，也可以向网信部门投诉。',
        ],
      },
    ],
    sensitive: {
      title: '敏感个人信息单独同意',
      items: [
        {
          what: '身份证号等证件号码',
          why: '确认机主身份，证明机械归您所有',
          without: '不能注册和办理登记，可以到窗口凭证件办理',
        },
        {
          what: '拍到证件、合格证上姓名和号码的照片',
          why: '核对填写的内容和机械的来源',
          without: '没有铭牌的机械不能在线登记',
        },
        {
          what: '照片自带的拍摄地点',
          why: '核对照片是否在现场拍摄',
          without: '可以在手机相机里关闭位置后再拍，不影响登记',
        },
      ],
      paragraphs: [
        '这些信息泄露或者被冒用，可能使您的财产和名誉受到损害。证件号码和手机号在数据库中加密保存，照片只有您和办理的工作人员能打开。',
        '您可以随时在“我的账号”里注销账号，收回同意；收回之前已经办理的登记不受影响。',
      ],
    },
  },
]

const [first, ...later] = NOTICES
/** The one that is shown and asked for. */
export const NOTICE: Notice = later.at(-1) ?? first
