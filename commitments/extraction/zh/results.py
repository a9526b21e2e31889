"""Reported results: the words that say as of when a number or an outcome had been reached."""

from commitments.extraction import later as re
from commitments.extraction.watching import Watched

NOW = Watched(r"截[至止](?:目前|当前|今)|目前|当前|眼下|现(?:已|有)|迄今|至今")
PAST_YEAR = Watched(r"过去(?:的)?一年|一年来|上一年度|刚刚过去的一年")
REVIEW = re.compile(r"回顾|总结|完成情况|进展情况|工作情况|主要成效|取得的?成效|开展情况|执行情况|落实情况")
"""In a heading with a year: what stands below speaks of that year."""

REACHED = re.compile(
    r"已|累计|了|完成|达到|达|实现|获|入选|入围|新增|增长|下降|提高|签约|签署|发放|建成|投入|举办|开通|落地|居|占|突破|超|拥有|开展|培育|为|共|率"
    r"|新建|新改建|改造|引进|到位|提出|出台|推出|上线|惠及|安排|争取到?|解决|余额|确定|申报|设立|投放|拨付|减免|办结|受理|化解|整治|查处|清理"
    r"|修复|开工|投产|竣工|完工|净增|培训|选派|帮扶|走访|接待|成交|产出|收入|支出|投资额"
)
"""A number beside one of these in a passage that looks back is a result."""

OUTCOME = Watched(
    r"(?:建成|开通|通车|投产|投运|投用|竣工|完工|落成|落地|上线|上市|揭牌|挂牌|开馆|开园|开业|启用|获批|获评|获得|荣获|入选|入围|创建|"
    r"印发|出台|颁布|施行|正式实施|签署|签订|签约|成立|组建|设立|发布|通过验收|验收|交付|封顶|并网|贯通|合龙|首飞|下线|通水|通航|复工)"
    r"|(?:成功|先后|联合|如期|顺利|圆满)(?:举办|主办|承办|召开|完成|实现|启动|运行)"
    r"|(?:召开|举办)[^，,。；;]{2,40}(?:会议?|活动|论坛|大赛|展览|洽谈)"
    r"|完成了?[^，,。；;\d]{2,24}(?:立法|编制|修订|改革|改制|整改|任务|验收|建设|普查|搬迁|招标|征收|换届|重组)"
    r"|实现[“「通首突量开]"
)
"""Outcomes without a number, told in a passage that looks back."""

DONE = re.compile(r"已(?:经)?|了|成功|正式(?!开)|顺利|圆满|如期|先后|率先|首[个次批]|全面(?=建成|完成|投|竣|通)")
"""What marks an outcome as reached where the passage as a whole does not look back."""

NOT_YET = re.compile(
    r"(?<!把)将(?!要?全市|全县)|拟|计划(?!单列)|力争|争取(?!到)|预计|下一步|要求|鼓励|支持|推进|推动|加快|持续|积极|探索|正在|着力|努力|确保|需要|应当?|"
    r"如果|未|尚|待|申请|建议|希望|提议|准备|谋划|筹备|为了|旨在|能够|可以|一批|一笔笔|多个领域|相关"
)
"""What keeps an outcome from being one that was reached."""

FORECAST = re.compile(r"预计|力争|下一步|拟(?!支持|于)|计划(?!单列|总)|目标")
"""Before a number: it is still to be reached."""

ASIDE = re.compile(
    r"\A(?:[建开投竣完落上揭挂启获荣入创印出颁施签成组设发通验交封并贯合首下复][一-鿿]{1,3}?)(?:的|以来|时间|之际|之后|后(?![勤备])|等?契机|项目)|(?:以来|契机|机制|基础上|为代表|代表的[一-鿿]{2,8}|时|中)\Z"
)
"""Around an outcome: it is named in passing, or names nothing definite."""
