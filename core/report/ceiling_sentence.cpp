#include "report/ceiling_sentence.h"

#include "experiment/calibration.h"
#include "report/figure_text.h"
#include "report/words.h"

#include <QtGlobal>

namespace escala::report {

std::string ceilingSentence(const experiment::RunResult &result)
{
    const auto share = experiment::ceilingShare(result);
    if (!share)
        return {};
    return words(QT_TRANSLATE_NOOP("Report", "Generator at %1 of its ceiling of %2 requests/s."), shareText(*share),
                 numberText(result.generator.calibration->ceilingRps));
}

}
