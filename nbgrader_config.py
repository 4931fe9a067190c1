"""nbgrader for this course: solutions/ -> exercises/ -> submitted/ -> autograded/ -> feedback/.

The guide for instructors is course/guides/instructor.md. Every setting here can be overridden on the command
line or in a configuration file of your own.
"""

import os
import sysconfig
from pathlib import Path

import manyhats.grading
import nbgrader

c = get_config()  # noqa: F821

HERE = Path(__file__).resolve().parent
TEMPLATES = Path(manyhats.grading.__file__).parent / "templates"
FORMGRADER_TEMPLATES = Path(nbgrader.__file__).parent / "server_extensions" / "formgrader" / "templates"

# nbgrader calls alembic by its name, which is not found in an environment that is not activated.
scripts = sysconfig.get_path("scripts")
if scripts not in os.environ.get("PATH", "").split(os.pathsep):
    os.environ["PATH"] = os.pathsep.join([scripts, os.environ.get("PATH", "")])

c.CourseDirectory.course_id = "manyhats"
c.CourseDirectory.root = str(HERE)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "exercises"

# Releasing: options of a task list stay, the bytes never change without a reason, answers are never lost.
c.GenerateAssignment.exporter_class = "manyhats.grading.generate.ReleaseExporter"
c.GenerateAssignment.preprocessors = [
    "manyhats.grading.release.Tidy",
    "nbgrader.preprocessors.LockCells",
    "manyhats.grading.release.ClearAnswers",
    "nbgrader.preprocessors.ClearOutput",
    "nbgrader.preprocessors.CheckCellMetadata",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.SaveCells",
    "nbgrader.preprocessors.ClearHiddenTests",
    "nbgrader.preprocessors.ClearMarkScheme",
    "nbgrader.preprocessors.ComputeChecksums",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.ClearMarkScheme.enforce_metadata = False  # a mark scheme stands in the locked prompt that it belongs to

# Grading: nothing of a submission runs, only the text of its answers is taken; one process, no kernels.
c.Autograde.exporter_class = "manyhats.grading.autograde.SubmissionExporter"
c.Autograde.sanitize_preprocessors = ["manyhats.grading.graft.Graft"]
c.Autograde.autograde_preprocessors = [
    "manyhats.grading.execute.RunInProcess",
    "nbgrader.preprocessors.LimitOutput",
    "manyhats.grading.save.SaveScores",
    "manyhats.grading.save.LatePenalties",
    "manyhats.grading.display.ShowSafely",
]

# Feedback: the panel and the instructor's comments, without mark scheme and hidden tests.
c.GenerateFeedback.preprocessors = [
    "manyhats.grading.feedback.HideMarkScheme",
    "manyhats.grading.feedback.HideTests",
    "nbgrader.preprocessors.GetGrades",
    "nbconvert.preprocessors.CSSHTMLHeaderPreprocessor",
]

# Formgrader and feedback pages load nothing from another host: no MathJax.
c.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), str(FORMGRADER_TEMPLATES)]
c.HTMLExporter.jquery_url = c.HTMLExporter.require_js_url = c.HTMLExporter.mathjax_url = ""

# `nbgrader zip_collect`: only notebooks are unpacked, within limits; the name that "Hand in" gives a file, and what Moodle and Canvas make of it.
c.ZipCollectApp.extractor_plugin = "manyhats.grading.extract.CarefulExtractor"
c.ZipCollectApp.collector_plugin = "manyhats.grading.collect.HandInCollector"

# `nbgrader export`: CSV with quoting and without formulas. For platforms: --exporter=manyhats.grading.export.Canvas
# or .Moodle; for each criterion of each answer: .Criteria
c.ExportApp.plugin_class = "manyhats.grading.export.Grades"
