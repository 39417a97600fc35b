/** 待办: what waits for somebody. What each thing is called and why it is owed stands with the duty itself. @module */
export const queueText = {
  title: '查看待办',
};
