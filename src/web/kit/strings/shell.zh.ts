/** The words of the shell: signing in, the menu, the home page. No React here. @module */

const DAY_WORDS = { workday: '个工作日', day: '天' } as const;

export const shellText = {
  skip: '跳到正文',
  menu: '主菜单',
  openMenu: '菜单',
  signOut: '退出登录',
  signIn: {
    title: '登录',
    username: '用户名',
    password: '密码',
    press: '登录',
    fillIn: '请填写用户名和密码',
    failed: '没有登录成功',
    demo: '演示账号',
    demoHint: '按一下即以此人登录；密码均为公开的演示密码',
    again: '登录已过期，请重新登录',
    againHint: '页面上已填写的内容仍在；登录后刚才的操作会继续，不会重复办理',
  },
  sessionEnd: {
    idle: { says: '长时间没有操作，两分钟后登录结束；已填写的内容不会丢失', press: '继续使用' },
    longest: { says: '这次登录快到最长时限，两分钟后须重新登录；已填写的内容不会丢失', press: '' },
    over: { says: '登录已结束；已填写的内容仍在', press: '重新登录' },
  },
  home: {
    title: '待办',
    menu: '首页',
    standing: (total: number): string => `等您办理的事项 ${total} 件，按期限先后排列`,
    more: (title: string, left: number): string => `${title}：另有 ${left} 件`,
    showMore: '再看 50 件',
    what: '事项',
    where: '对象',
    stands: '现状',
    due: '期限',
    left: '剩余',
    daysLeft: (days: number, unit: 'workday' | 'day'): string => `还剩 ${days} ${DAY_WORDS[unit]}`,
    today: '今天到期',
    overdue: (days: number, unit: 'workday' | 'day'): string => `逾期 ${days} ${DAY_WORDS[unit]}`,
    noDue: '无期限',
    empty: '没有等您办理的事项',
    emptyNext: '有新的事项时会列在这里；也可以从左侧菜单查看各项业务',
  },
  /** In the order of the work; a group unfolds, so that nobody has more than seven lines before him. */
  menuEntries: [
    {
      title: '底册与计划',
      links: [
        { to: '/directory', title: '名录库' },
        { to: '/items', title: '事项清单' },
        { to: '/plan', title: '年度计划' },
      ],
    },
    { to: '/draw', title: '抽取' },
    { to: '/inspection', title: '检查' },
    {
      title: '查后处理',
      links: [
        { to: '/rectification', title: '整改' },
        { to: '/hazard', title: '重大隐患' },
        { to: '/penalty', title: '处罚案件' },
        { to: '/credit', title: '失信名单' },
      ],
    },
    {
      title: '公示、归档与考评',
      links: [
        { to: '/disclosure', title: '公示' },
        { to: '/archive', title: '档案' },
        { to: '/oversight', title: '考评监督' },
      ],
    },
    { to: '/bureau', title: '管理' },
  ],
  password: {
    title: '修改本人密码',
    must: '当前是一次性密码，或已过本机关规定的更换期限；修改后才能办理业务',
    standing: '修改后，您在其他设备上的登录随即失效',
    current: '现在的密码',
    next: '新密码',
    nextHint: (minLength: number, classes: number): string =>
      `至少 ${minLength} 个字符，${classes > 1 ? `大写、小写、数字、其他字符中至少 ${classes} 类` : '不要求大小写和符号'}，可以粘贴`,
    done: '密码已修改',
  },
  notFound: '没有这个页面',
  broken: '这个页面没有打开',
} as const;
